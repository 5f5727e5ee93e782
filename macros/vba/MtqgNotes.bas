Attribute VB_Name = "MtqgNotes"
Option Explicit
' Notes on cells: ours goes below what the user wrote, and taken out again without touching that.

Public Const NOTE_NEW As String = "new"
Public Const NOTE_ADDED As String = "added"
Private Const PIECE As Long = 200

' What a note of ours ends with, so that it is found again when something was written below it.
Private Function EndMark() As String
    EndMark = String$(12, ChrW$(&H2500))
End Function

Public Function WholeNote(ByVal text As String) As String
    WholeNote = text & vbLf & EndMark()
End Function

' How it got there, or nothing when it could not be.
Public Function PutNote(ByVal cell As Range, ByVal text As String) As String
    On Error GoTo Refused
    If MtqgHost.HasThread(cell) Then Exit Function
    If cell.Comment Is Nothing Then
        cell.AddComment Left$(text, PIECE)
        AppendToNote cell, Mid$(text, PIECE + 1)
        MtqgHost.FitNote cell
        PutNote = NOTE_NEW
    Else
        AppendToNote cell, vbLf & text
        PutNote = NOTE_ADDED
    End If
    Exit Function
Refused:
    PutNote = ""
End Function

' Excel takes long texts only in pieces.
Private Sub AppendToNote(ByVal cell As Range, ByVal text As String)
    Dim rest As String
    rest = text
    Do While Len(rest) > 0
        cell.Comment.text Left$(rest, PIECE), Len(cell.Comment.text) + 1, False
        rest = Mid$(rest, PIECE + 1)
    Loop
End Sub

Public Sub TakeNoteOut(ByVal cell As Range, ByVal ours As String)
    Dim whole As String
    Dim first As Long
    Dim count As Long
    If cell.Comment Is Nothing Then Exit Sub
    whole = cell.Comment.text
    FindOurs whole, ours, first, count
    If first = 0 Then Exit Sub
    If first > 1 Then
        If Mid$(whole, first - 1, 1) = vbLf Then
            first = first - 1
            count = count + 1
        End If
    End If
    ReplaceNote cell, whole, first, count
End Sub

Private Sub ReplaceNote(ByVal cell As Range, ByVal whole As String, ByVal first As Long, ByVal count As Long)
    Dim left_over As String
    left_over = Left$(whole, first - 1) & Mid$(whole, first + count)
    If first = 1 And Left$(left_over, 1) = vbLf Then left_over = Mid$(left_over, 2)
    If Len(Trim$(Replace(left_over, vbLf, ""))) = 0 Then
        cell.Comment.Delete
        Exit Sub
    End If
    On Error Resume Next
    MtqgHost.CutNote cell, first, count
    Err.Clear
    On Error GoTo 0
    If cell.Comment.text <> left_over Then
        cell.Comment.text Left$(left_over, PIECE)
        AppendToNote cell, Mid$(left_over, PIECE + 1)
    End If
End Sub

' The stretch of a note that is ours: as we wrote it, or from its first words to its end mark.
Private Sub FindOurs(ByVal whole As String, ByVal ours As String, ByRef first As Long, ByRef count As Long)
    Dim finish As Long
    Dim opening As String
    first = InStr(whole, ours)
    count = Len(ours)
    If first > 0 Then Exit Sub
    opening = Left$(ours, InStr(ours & " ", " "))
    first = InStr(whole, opening)
    If first = 0 Then Exit Sub
    finish = InStr(first, whole, EndMark())
    If finish = 0 Then
        first = 0
    Else
        count = finish + Len(EndMark()) - first
    End If
End Sub
