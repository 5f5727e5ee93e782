Option Explicit
' Stand-in for what the rules in VBA say of themselves.

Public Function LiteHeadline() As String
    LiteHeadline = T("lite.clean")
End Function

Public Function LiteLimits() As String
    LiteLimits = TF("lite.limits", 3)
End Function
