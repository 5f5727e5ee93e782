Attribute VB_Name = "MtqgFindings"
Option Explicit
' The findings of the last check, and what to type instead, as the engine told them.

Public Type TFinding
    Id As String
    ParentId As String
    Severity As String
    Rule As String
    FormCode As String
    RowKey As String
    ColumnKey As String
    SheetName As String
    CellName As String
    Stated As String
    Expected As String
    Difference As String
    Measure As String
    Title As String
    Message As String
    Why As String
    Todo As String
    Key As String
    Mark As String
End Type

Public Type TProposal
    FindingId As String
    Way As String
    SheetName As String
    CellName As String
    Current As String
    Proposed As String
    Kind As String
    Label As String
End Type

' Counted from 1. Other modules read them in place and declare no such variables of their own.
Public Found() As TFinding
Public FoundCount As Long
Public Offers() As TProposal
Public OfferCount As Long
' The path of the workbook that they are about.
Private foundIn As String

' Forgets what was found before; what comes now is about this workbook.
Public Sub StartFindings(ByVal book As Workbook)
    foundIn = book.FullName
    FoundCount = 0
    OfferCount = 0
    ReDim Found(1 To 1)
    ReDim Offers(1 To 1)
End Sub

Public Sub LoadFindings(ByVal text As String)
    Dim records As Variant
    Dim heads As Variant
    Dim i As Long
    records = LinesOf(text)
    FoundCount = 0
    ReDim Found(1 To 1)
    If UBound(records) < 1 Then Exit Sub
    ReDim Found(1 To UBound(records))
    heads = FieldsOf(records(0))
    For i = 1 To UBound(records)
        ReadFinding heads, FieldsOf(records(i))
    Next i
End Sub

Private Sub ReadFinding(ByVal heads As Variant, ByVal fields As Variant)
    FoundCount = FoundCount + 1
    Found(FoundCount).Id = FieldNamed(heads, fields, "id")
    Found(FoundCount).ParentId = FieldNamed(heads, fields, "parent")
    Found(FoundCount).Severity = FieldNamed(heads, fields, "severity")
    Found(FoundCount).Rule = FieldNamed(heads, fields, "rule")
    Found(FoundCount).FormCode = FieldNamed(heads, fields, "form")
    Found(FoundCount).RowKey = FieldNamed(heads, fields, "row")
    Found(FoundCount).ColumnKey = FieldNamed(heads, fields, "column")
    Found(FoundCount).SheetName = FieldNamed(heads, fields, "sheet")
    Found(FoundCount).CellName = FieldNamed(heads, fields, "cell")
    Found(FoundCount).Stated = FieldNamed(heads, fields, "stated")
    Found(FoundCount).Expected = FieldNamed(heads, fields, "expected")
    Found(FoundCount).Difference = FieldNamed(heads, fields, "difference")
    Found(FoundCount).Measure = FieldNamed(heads, fields, "unit")
    Found(FoundCount).Title = FieldNamed(heads, fields, "title")
    Found(FoundCount).Message = FieldNamed(heads, fields, "message")
    Found(FoundCount).Why = WithLaw(FieldNamed(heads, fields, "why"), FieldNamed(heads, fields, "law"))
    Found(FoundCount).Todo = FieldNamed(heads, fields, "todo")
    Found(FoundCount).Key = FieldNamed(heads, fields, "key")
    Found(FoundCount).Mark = FieldNamed(heads, fields, "mark")
End Sub

' Sheets of other workbooks bear the same names: what was found in one says nothing of another.
Public Function IsFoundIn(ByVal book As Workbook) As Boolean
    IsFoundIn = FoundCount > 0 And book.FullName = foundIn
End Function

' For rules that are run in VBA: one finding more, without anything to type instead.
Public Sub AddFinding(ByVal Id As String, ByVal Severity As String, ByVal Rule As String, _
        ByVal SheetName As String, ByVal CellName As String, ByVal Stated As String, _
        ByVal Expected As String, ByVal Title As String, ByVal Message As String, ByVal Todo As String)
    FoundCount = FoundCount + 1
    If FoundCount > UBound(Found) Then
        ReDim Preserve Found(1 To FoundCount + 50)
    End If
    Found(FoundCount).Id = Id
    Found(FoundCount).Severity = Severity
    Found(FoundCount).Mark = Severity
    Found(FoundCount).Rule = Rule
    Found(FoundCount).SheetName = SheetName
    Found(FoundCount).CellName = CellName
    Found(FoundCount).Stated = Stated
    Found(FoundCount).Expected = Expected
    Found(FoundCount).Title = Title
    Found(FoundCount).Message = Message
    Found(FoundCount).Todo = Todo
End Sub

Public Sub LoadProposals(ByVal text As String)
    Dim records As Variant
    Dim heads As Variant
    Dim fields As Variant
    Dim i As Long
    records = LinesOf(text)
    OfferCount = 0
    ReDim Offers(1 To 1)
    If UBound(records) < 1 Then Exit Sub
    ReDim Offers(1 To UBound(records))
    heads = FieldsOf(records(0))
    For i = 1 To UBound(records)
        fields = FieldsOf(records(i))
        Offers(i).FindingId = FieldNamed(heads, fields, "id")
        Offers(i).Way = FieldNamed(heads, fields, "n")
        Offers(i).SheetName = FieldNamed(heads, fields, "sheet")
        Offers(i).CellName = FieldNamed(heads, fields, "cell")
        Offers(i).Current = FieldNamed(heads, fields, "current")
        Offers(i).Proposed = FieldNamed(heads, fields, "proposed")
        Offers(i).Kind = FieldNamed(heads, fields, "kind")
        Offers(i).Label = FieldNamed(heads, fields, "label")
    Next i
    OfferCount = UBound(records)
End Sub

' What the note on the cell says of a finding: the id in brackets and the headline first.
Public Function NoteOf(ByVal i As Long) As String
    Dim made As String
    made = "[" & Found(i).Id & "] " & Found(i).Title
    If Len(Found(i).Message) > 0 And Found(i).Message <> Found(i).Title Then
        made = made & vbLf & Cut(Found(i).Message, 600)
    End If
    If Len(Found(i).Todo) > 0 Then made = made & vbLf & TF("note.todo", Cut(Found(i).Todo, 320))
    NoteOf = made
End Function

Public Function Cut(ByVal text As String, ByVal longest As Long) As String
    If Len(text) > longest Then
        Cut = Left$(text, longest - 1) & ChrW$(&H2026)
    Else
        Cut = text
    End If
End Function

Private Function WithLaw(ByVal first As String, ByVal law As String) As String
    WithLaw = first
    If Len(law) = 0 Then Exit Function
    If Len(first) > 0 Then WithLaw = first & " "
    WithLaw = WithLaw & TF("list.law", law)
End Function
