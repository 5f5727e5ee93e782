Attribute VB_Name = "MtqgRunner"
Option Explicit
' One request to the engine: a folder of its own, a copy of the workbook, the request, the answer.

Private response As String
Private folderNow As String

' Prepares the folder, with a copy of the workbook when one is given.
Public Function BeginRequest(ByVal action As String, ByVal book As Workbook) As String
    Dim request As String
    Dim copyName As String
    response = ""
    folderNow = NewFolder()
    request = Pair("version", "1") & Pair("action", action) & Pair("lang", T("language"))
    If Not book Is Nothing Then
        copyName = "input" & SuffixOf(book.name)
        MtqgHost.SaveCopy book, JoinPath(folderNow, copyName)
        request = request & Pair("input", copyName) & Pair("name", book.name) & Pair("folder", book.Path)
    End If
    BeginRequest = request
End Function

' Runs the request; the status of the answer, or one of the ENGINE_ numbers.
Public Function RunRequest(ByVal request As String) As Long
    WriteUnicode JoinPath(folderNow, REQUEST_FILE), request
    RunRequest = RunEngine(folderNow)
    If RunRequest < 0 Then Exit Function
    response = ReadUnicode(JoinPath(folderNow, RESPONSE_FILE))
    ' An answer that does not say how it ended is none: it must not pass for a clean one.
    RunRequest = ENGINE_SILENT
    If Len(Answer("status")) > 0 Then RunRequest = Val(Answer("status"))
End Function

Public Function Answer(ByVal key As String) As String
    Answer = ValueOf(response, key)
End Function

' A table that came with the answer; empty when there is none.
Public Function AnswerTable(ByVal name As String) As String
    If IsFile(JoinPath(folderNow, name)) Then AnswerTable = ReadUnicode(JoinPath(folderNow, name))
End Function

Public Sub EndRequest()
    If Len(folderNow) > 0 Then RemoveFolder folderNow
    folderNow = ""
End Sub

Private Function NewFolder() As String
    Dim number As Long
    Dim path As String
    Do
        number = number + 1
        path = JoinPath(TemporaryFolder(), "mtqg_" & Format$(Now, "yyyymmddhhnnss") & "_" & number)
    Loop While IsFolder(path)
    MakeFolder path
    NewFolder = path
End Function

' The ending of a workbook's name; one that was never saved is copied as an .xlsx.
Public Function SuffixOf(ByVal name As String) As String
    Dim at As Long
    at = InStrRev(name, ".")
    If at > 0 Then SuffixOf = LCase$(Mid$(name, at))
    Select Case SuffixOf
        Case ".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm"
        Case Else: SuffixOf = ".xlsx"
    End Select
End Function
