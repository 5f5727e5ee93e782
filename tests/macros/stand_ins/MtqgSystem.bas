Option Explicit
' Stand-in for the module that talks to Windows: the same functions, with the means of LibreOffice.

Public Messages As String
Public Answers As String
Public EngineScript As String
Public EngineFailure As Long
Public WorkFolder As String
Public Commands As String

Private Function Disk() As Object
    Set Disk = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
End Function

Public Function TemporaryFolder() As String
    TemporaryFolder = WorkFolder
End Function

Public Function JoinPath(ByVal folder As String, ByVal name As String) As String
    JoinPath = folder & "/" & name
End Function

Public Function IsFile(ByVal path As String) As Boolean
    If Disk().exists(ConvertToURL(path)) Then IsFile = Not Disk().isFolder(ConvertToURL(path))
End Function

Public Function IsFolder(ByVal path As String) As Boolean
    If Disk().exists(ConvertToURL(path)) Then IsFolder = Disk().isFolder(ConvertToURL(path))
End Function

Public Sub MakeFolder(ByVal path As String)
    Disk().createFolder ConvertToURL(path)
End Sub

Public Sub RemoveFolder(ByVal path As String)
    Disk().kill ConvertToURL(path)
End Sub

Public Function ReadUnicode(ByVal path As String) As String
    Dim stream As Object
    Dim bytes() As Byte
    Dim made As String
    Dim i As Long
    Dim low As Long
    Dim high As Long
    Set stream = Disk().openFileRead(ConvertToURL(path))
    stream.readBytes bytes, stream.getLength()
    stream.closeInput
    For i = 2 To UBound(bytes) - 1 Step 2
        low = bytes(i)
        high = bytes(i + 1)
        If low < 0 Then low = low + 256
        If high < 0 Then high = high + 256
        made = made & ChrW(low + 256 * high)
    Next i
    ReadUnicode = made
End Function

Public Sub WriteUnicode(ByVal path As String, ByVal text As String)
    Dim stream As Object
    Dim bytes() As Variant
    Dim i As Long
    Dim code As Long
    ReDim bytes(0 To 2 * Len(text) + 1)
    bytes(0) = Signed(255)
    bytes(1) = Signed(254)
    For i = 1 To Len(text)
        code = AscW(Mid(text, i, 1))
        If code < 0 Then code = code + 65536
        bytes(2 * i) = Signed(code Mod 256)
        bytes(2 * i + 1) = Signed(code \ 256)
    Next i
    Set stream = Disk().openFileWrite(ConvertToURL(path))
    stream.writeBytes bytes
    stream.closeOutput
End Sub

Private Function Signed(ByVal value As Long) As Integer
    Signed = IIf(value > 127, value - 256, value)
End Function

' Runs the script of the test in the folder; it leaves its exit code in a file beside the request.
Public Function RunHidden(ByVal command As String, ByVal folder As String) As Long
    Commands = Commands & command & vbLf
    If EngineFailure <> 0 Then Err.Raise EngineFailure
    If Len(EngineScript) = 0 Then Err.Raise 53
    Shell "/bin/sh", 0, """" & EngineScript & """ """ & folder & """", True
    RunHidden = Val(ReadUnicode(folder & "/code.txt"))
End Function

' Answers as planned, first one first; keeps what was said.
Public Function ShowMessage(ByVal text As String, ByVal title As String, ByVal flags As Long) As Long
    Messages = Messages & text & ChrW(&H241E)
    ShowMessage = 1
    If Len(Answers) = 0 Then Exit Function
    ShowMessage = Val(Left(Answers, 1))
    Answers = Mid(Answers, 2)
End Function
