Attribute VB_Name = "TryRibbon"
Option Explicit
' Callbacks of a ribbon made for tests.

Private tab_ As Object

Public Sub OnRibbonLoad(ribbon As IRibbonUI)
    Set tab_ = ribbon
End Sub

Public Sub OnCheck(control As IRibbonControl)
    TryWork.Greet ActiveSheet, T("greeting")
End Sub

Public Sub OnToggle(control As IRibbonControl, pressed As Boolean)
    If pressed Then TryWork.Greet ActiveSheet, _
        TF("counted", 1)
End Sub

Public Sub LabelOfCheck(control As IRibbonControl, ByRef returnedVal)
    returnedVal = T("label_" & control.ID)
End Sub
