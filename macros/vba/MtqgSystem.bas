Attribute VB_Name = "MtqgSystem"
Option Explicit
' The only module that talks to the machine: files, folders, other programs, message boxes.
' Everything here takes and gives Unicode; nothing here knows what the files are about.

Private Const FOR_READING As Long = 1
Private Const AS_UNICODE As Long = -1
Private Const TEMPORARY As Long = 2
Private Const HIDDEN_WINDOW As Long = 0

Private Function Files() As Object
    Set Files = CreateObject("Scripting.FileSystemObject")
End Function

Public Function TemporaryFolder() As String
    TemporaryFolder = Files().GetSpecialFolder(TEMPORARY).Path
End Function

Public Function JoinPath(ByVal folder As String, ByVal name As String) As String
    JoinPath = Files().BuildPath(folder, name)
End Function

Public Function IsFile(ByVal path As String) As Boolean
    IsFile = Files().FileExists(path)
End Function

Public Function IsFolder(ByVal path As String) As Boolean
    IsFolder = Files().FolderExists(path)
End Function

Public Sub MakeFolder(ByVal path As String)
    Files().CreateFolder path
End Sub

' A virus scanner may still hold a file for a moment: what is left over is not worth an error.
Public Sub RemoveFolder(ByVal path As String)
    On Error Resume Next
    Files().DeleteFolder path, True
    Err.Clear
End Sub

Public Function ReadUnicode(ByVal path As String) As String
    Dim stream As Object
    Set stream = Files().OpenTextFile(path, FOR_READING, False, AS_UNICODE)
    If Not stream.AtEndOfStream Then ReadUnicode = stream.ReadAll
    stream.Close
End Function

Public Sub WriteUnicode(ByVal path As String, ByVal text As String)
    Dim stream As Object
    Set stream = Files().CreateTextFile(path, True, True)
    stream.Write text
    stream.Close
End Sub

' Starts a program without showing it, waits for its end and gives its exit code. The line holds no name of
' the user's: it is run in the folder of the exchange and names only files there.
Public Function RunHidden(ByVal programLine As String, ByVal folder As String) As Long
    Dim host As Object
    Dim before As String
    Set host = CreateObject("WScript.Shell")
    before = host.CurrentDirectory
    On Error GoTo Failed
    host.CurrentDirectory = folder
    RunHidden = host.Run(programLine, HIDDEN_WINDOW, True)
    GoBack host, before
    Exit Function
Failed:
    Dim number As Long
    Dim told As String
    number = Err.Number
    told = Err.Description
    GoBack host, before
    Err.Raise number, "MtqgSystem", told
End Function

' The folder from before may be gone, a drive pulled out: that says nothing of the program.
Private Sub GoBack(ByVal host As Object, ByVal before As String)
    On Error Resume Next
    host.CurrentDirectory = before
    Err.Clear
End Sub

' A message box in Unicode; flags and answer are the usual numbers.
Public Function ShowMessage(ByVal text As String, ByVal title As String, ByVal flags As Long) As Long
    ShowMessage = CreateObject("WScript.Shell").Popup(text, 0, title, flags)
End Function
