Attribute VB_Name = "MtqgMessage"
Option Explicit
' Message boxes in the user's language.

Private Const LONGEST As Long = 1500
Private Const ICON_ERROR As Long = 16
Private Const ICON_QUESTION As Long = 32
Private Const ICON_WARNING As Long = 48
Private Const ICON_INFORMATION As Long = 64
Private Const BUTTONS_YES_NO As Long = 4
Private Const BUTTONS_YES_NO_CANCEL As Long = 3
Private Const IN_FRONT As Long = 4096
Private Const ANSWER_YES As Long = 6
Private Const ANSWER_NO As Long = 7

Public Enum MtqgAnswer
    AnswerCancel = 0
    AnswerNo = 1
    AnswerYes = 2
End Enum

Public Sub Tell(ByVal text As String)
    MtqgSystem.ShowMessage Shortened(text), T("title"), ICON_INFORMATION + IN_FRONT
End Sub

Public Sub Warn(ByVal text As String)
    MtqgSystem.ShowMessage Shortened(text), T("title"), ICON_WARNING + IN_FRONT
End Sub

Public Sub TellFailure(ByVal text As String)
    MtqgSystem.ShowMessage Shortened(text), T("title"), ICON_ERROR + IN_FRONT
End Sub

Public Function Agrees(ByVal text As String) As Boolean
    Agrees = MtqgSystem.ShowMessage(Shortened(text), T("title"), BUTTONS_YES_NO + ICON_QUESTION + IN_FRONT) = ANSWER_YES
End Function

Public Function Choice(ByVal text As String) As MtqgAnswer
    Select Case MtqgSystem.ShowMessage(Shortened(text), T("title"), BUTTONS_YES_NO_CANCEL + ICON_QUESTION + IN_FRONT)
        Case ANSWER_YES: Choice = AnswerYes
        Case ANSWER_NO: Choice = AnswerNo
        Case Else: Choice = AnswerCancel
    End Select
End Function

' Texts after one another, each on lines of its own; empty ones leave no gap.
Public Function Joined(ByVal first As String, ByVal second As String) As String
    If Len(first) > 0 And Len(second) > 0 Then
        Joined = first & vbLf & vbLf & second
    Else
        Joined = first & second
    End If
End Function

Private Function Shortened(ByVal text As String) As String
    If Len(text) > LONGEST Then
        Shortened = Left$(text, LONGEST - 1) & ChrW$(&H2026)
    Else
        Shortened = text
    End If
End Function
