Attribute VB_Name = "MtqgRibbon"
Option Explicit
' The buttons of the ribbon, and nothing else.

Public Sub OnCheck(control As IRibbonControl)
    Perform "check"
End Sub

Public Sub OnPrevious(control As IRibbonControl)
    Perform "previous"
End Sub

Public Sub OnNext(control As IRibbonControl)
    Perform "next"
End Sub

Public Sub OnSuggest(control As IRibbonControl)
    Perform "suggest"
End Sub

Public Sub OnMinutes(control As IRibbonControl)
    Perform "minutes"
End Sub

Public Sub OnConsolidate(control As IRibbonControl)
    Perform "consolidate"
End Sub

Public Sub OnTemplate(control As IRibbonControl)
    Perform "template"
End Sub

Public Sub OnTrace(control As IRibbonControl)
    Perform "trace"
End Sub

Public Sub OnClear(control As IRibbonControl)
    Perform "clear"
End Sub

Public Sub OnDiagnose(control As IRibbonControl)
    Perform "diagnose"
End Sub
