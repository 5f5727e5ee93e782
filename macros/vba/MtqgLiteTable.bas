Attribute VB_Name = "MtqgLiteTable"
Option Explicit
' The table of rules in the hidden sheet of this add-in, and the layout of one form out of it.

Private Const TABLE_SHEET As String = "lite"
Private Const TABLE_FORMAT As String = "1"

Public Const TOKEN_COLUMNS As Long = 1
Public Const TOKEN_ROWS As Long = 2
Public Const TOKEN_CELL As Long = 3
Public Const TOKEN_ALL As Long = 4
Public Const TOKEN_NUMBER As Long = 5
Public Const TOKEN_NEGATE As Long = 6
Public Const TOKEN_TIMES As Long = 7
Public Const TOKEN_OVER As Long = 8
Public Const TOKEN_OPEN As Long = 9
Public Const TOKEN_SUM As Long = 10
Public Const TOKEN_STRICT As Long = 11

Public ZeroWords As String
Public NothingWords As String

' The form that has been taken up, counted from 1.
Public FormCode As String
Public FormName As String
Public LeftOut As String
Public SectionCount As Long
Public SectionMeasure() As String
Public StubWidth() As Long
Public ColumnCount As Long
Public ColumnKey() As String
Public ColumnText() As String
Public ColumnSection() As Long
Public ColumnKind() As String
Public BaseCount As Long
Public BaseKey() As String
Public BaseNumber() As String
Public BaseMark() As Long
Public BaseSection() As Long
Public BaseKind() As String
Public BaseManner() As String
Public RuleCount As Long
Public RuleName() As String
Public RuleSeverity() As String
Public RuleTolerance() As String
Public RuleScope() As String
Public RuleDefines() As Boolean
Public RuleText() As String
Public LineCount As Long
Public LineRule() As Long
Public LinePlaces() As String
Public LineFirst() As Long
Public LineLast() As Long
Public TokenKind() As Long
Public TokenFrom() As Long
Public TokenTo() As Long
Public TokenNumber() As Variant

Private tableCells As Variant
Private recordFields As Variant
Private isTaken As Boolean
Private tokenCount As Long

' Whether the add-in carries a table that this code understands.
Public Function LoadLiteTable() As Boolean
    Dim sheet As Worksheet
    Dim last As Long
    If Not isTaken Then
        Set sheet = OwnSheet()
        If sheet Is Nothing Then Exit Function
        last = sheet.UsedRange.Row + sheet.UsedRange.Rows.count - 1
        tableCells = sheet.Range("A1:F" & last).value
        If TextOf(1, 1) <> "mtqg_lite" Or TextOf(1, 2) <> TABLE_FORMAT Then Exit Function
        ZeroWords = "|" & TextOf(2, 3) & "|"
        NothingWords = "|" & TextOf(3, 3) & "|"
        isTaken = True
    End If
    LoadLiteTable = True
End Function

Private Function OwnSheet() As Worksheet
    On Error Resume Next
    Set OwnSheet = ThisWorkbook.Worksheets(TABLE_SHEET)
    Err.Clear
End Function

Private Function TextOf(ByVal at As Long, ByVal field As Long) As String
    TextOf = CStr(tableCells(at, field))
End Function

' The line at which the layout of a form in force on a day (such as 2023-06-30) begins; 0 for none.
Public Function FindLayout(ByVal code As String, ByVal day As String) As Long
    Dim i As Long
    For i = 1 To UBound(tableCells, 1)
        If tableCells(i, 1) = "F" Then
            If tableCells(i, 2) = code Then
                FindLayout = i
                If day >= TextOf(i, 3) And day <= TextOf(i, 4) Then Exit Function
            End If
        End If
    Next i
End Function

' The line at which the next layout begins; 0 after the last.
Public Function NextLayout(ByVal after As Long) As Long
    Dim i As Long
    For i = after + 1 To UBound(tableCells, 1)
        If tableCells(i, 1) = "F" Then
            NextLayout = i
            Exit Function
        End If
    Next i
End Function

' Takes up the records of a form, with its rules or only how it is printed.
Public Sub TakeLayout(ByVal at As Long, ByVal withRules As Boolean)
    Dim records As Variant
    Dim i As Long
    records = Split(TextOf(at, 6), vbLf)
    MakeRoom UBound(records) + 1
    FormCode = TextOf(at, 2)
    FormName = TextOf(at, 5)
    For i = 0 To UBound(records)
        recordFields = Split(records(i), vbTab)
        Select Case recordFields(0)
            Case "S": TakeSection
            Case "C": TakeColumn
            Case "R": TakeBase
            Case "Q": If withRules Then TakeRule
            Case "L": If withRules Then TakeLine
            Case "N": LeftOut = recordFields(1)
        End Select
    Next i
End Sub

Private Sub MakeRoom(ByVal most As Long)
    SectionCount = 0
    ColumnCount = 0
    BaseCount = 0
    RuleCount = 0
    LineCount = 0
    tokenCount = 0
    LeftOut = ""
    ReDim SectionMeasure(1 To most)
    ReDim StubWidth(1 To most)
    ReDim ColumnKey(1 To most)
    ReDim ColumnText(1 To most)
    ReDim ColumnSection(1 To most)
    ReDim ColumnKind(1 To most)
    ReDim BaseKey(1 To most)
    ReDim BaseNumber(1 To most)
    ReDim BaseMark(1 To most)
    ReDim BaseSection(1 To most)
    ReDim BaseKind(1 To most)
    ReDim BaseManner(1 To most)
    ReDim RuleName(1 To most)
    ReDim RuleSeverity(1 To most)
    ReDim RuleTolerance(1 To most)
    ReDim RuleScope(1 To most)
    ReDim RuleDefines(1 To most)
    ReDim RuleText(1 To most)
    ReDim LineRule(1 To most)
    ReDim LinePlaces(1 To most)
    ReDim LineFirst(1 To most)
    ReDim LineLast(1 To most)
    ReDim TokenKind(1 To 200)
    ReDim TokenFrom(1 To 200)
    ReDim TokenTo(1 To 200)
    ReDim TokenNumber(1 To 200)
End Sub

Private Sub TakeSection()
    SectionCount = SectionCount + 1
    SectionMeasure(SectionCount) = recordFields(1)
    StubWidth(SectionCount) = CLng(recordFields(2))
End Sub

Private Sub TakeColumn()
    ColumnCount = ColumnCount + 1
    ColumnKey(ColumnCount) = recordFields(1)
    ColumnText(ColumnCount) = recordFields(2)
    ColumnSection(ColumnCount) = CLng(recordFields(3))
    ColumnKind(ColumnCount) = recordFields(4)
End Sub

Private Sub TakeBase()
    BaseCount = BaseCount + 1
    BaseKey(BaseCount) = recordFields(1)
    BaseNumber(BaseCount) = recordFields(2)
    BaseMark(BaseCount) = CLng(recordFields(3))
    BaseSection(BaseCount) = CLng(recordFields(4))
    BaseKind(BaseCount) = recordFields(5)
    BaseManner(BaseCount) = recordFields(6)
End Sub

Private Sub TakeRule()
    RuleCount = RuleCount + 1
    RuleName(RuleCount) = recordFields(1)
    RuleSeverity(RuleCount) = recordFields(2)
    RuleTolerance(RuleCount) = recordFields(3)
    RuleScope(RuleCount) = recordFields(4)
    RuleDefines(RuleCount) = (recordFields(5) = "1")
    RuleText(RuleCount) = recordFields(6)
End Sub

Private Sub TakeLine()
    Dim parts As Variant
    Dim part As Variant
    LineCount = LineCount + 1
    LineRule(LineCount) = RuleCount
    LinePlaces(LineCount) = recordFields(2)
    LineFirst(LineCount) = tokenCount + 1
    parts = Split(recordFields(1), " ")
    For Each part In parts
        TakeToken CStr(part)
    Next part
    LineLast(LineCount) = tokenCount
End Sub

Private Sub TakeToken(ByVal token As String)
    Dim ends As Variant
    tokenCount = tokenCount + 1
    If tokenCount > UBound(TokenKind) Then MakeMoreRoom
    Select Case Left$(token, 1)
        Case "c", "r"
            TokenKind(tokenCount) = IIf(Left$(token, 1) = "c", TOKEN_COLUMNS, TOKEN_ROWS)
            ends = Split(Mid$(token, 2), ":")
            TokenFrom(tokenCount) = CLng(ends(0))
            TokenTo(tokenCount) = CLng(ends(UBound(ends)))
        Case "x"
            TokenKind(tokenCount) = TOKEN_CELL
            ends = Split(Mid$(token, 2), "_")
            TokenFrom(tokenCount) = CLng(ends(0))
            TokenTo(tokenCount) = CLng(ends(1))
        Case "@"
            TokenKind(tokenCount) = TOKEN_ALL
            TokenFrom(tokenCount) = CLng(Mid$(token, 2))
        Case "#"
            TokenKind(tokenCount) = TOKEN_NUMBER
            TokenNumber(tokenCount) = Exact(Val(Mid$(token, 2)))
        Case "~": TokenKind(tokenCount) = TOKEN_NEGATE
        Case "*": TokenKind(tokenCount) = TOKEN_TIMES
        Case "/": TokenKind(tokenCount) = TOKEN_OVER
        Case "[": TokenKind(tokenCount) = TOKEN_OPEN
        Case Else: TokenKind(tokenCount) = IIf(token = "]z", TOKEN_SUM, TOKEN_STRICT)
    End Select
End Sub

Private Sub MakeMoreRoom()
    ReDim Preserve TokenKind(1 To tokenCount + 200)
    ReDim Preserve TokenFrom(1 To tokenCount + 200)
    ReDim Preserve TokenTo(1 To tokenCount + 200)
    ReDim Preserve TokenNumber(1 To tokenCount + 200)
End Sub
