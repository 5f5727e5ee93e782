<#
.SYNOPSIS
Installs the Excel add-in mtqg.xlam and its engine for the user who is logged on; -Remove takes them away.
.DESCRIPTION
Needs no administrator. Copies the add-in and the engine folders into one folder, takes the mark of foreign files
from the copies, and names the add-in among the options of Excel (OPEN, OPEN1, ...), never twice. Where things go
stands in places.json. What was put is written down beside it, and exactly that is removed.
Exit codes: 0 done, 2 cannot be done (one sentence says why; nothing is changed), 3 unexpected fault.
This file is UTF-8 with a byte order mark: Windows PowerShell 5.1 reads a file without one through the code page of
the machine and would garble the Vietnamese. Sentences stand between straight single quotes, because PowerShell takes
the curly double quotes in them for its own.
.PARAMETER Folder
Another folder than the usual one, such as a program folder where rules against programs in profiles allow it.
.PARAMETER TrustedLocation
Also makes that folder a trusted location of Excel, for this user.
.PARAMETER Quiet
Asks and waits for nothing: for software distribution.
#>
[CmdletBinding()]
param(
    [switch]$Remove,
    [switch]$TrustedLocation,
    [string]$Folder = '',
    [switch]$Quiet
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$Refused = 'MTQG: '

function Stop-Because([string]$Sentence) {
    throw ($Refused + $Sentence)
}

function Get-OpenEntry([string]$Key) {
    if (-not (Test-Path -LiteralPath $Key)) { return }
    foreach ($name in @((Get-Item -LiteralPath $Key).Property)) {
        if ($name -match '^OPEN(\d*)$') {
            $number = 0
            if ($Matches[1]) { $number = [int]$Matches[1] }
            $value = [string](Get-ItemProperty -LiteralPath $Key -Name $name).$name
            New-Object PSObject -Property @{ Number = $number; Name = $name; Value = $value }
        }
    }
}

# The path in an entry, which is quoted and may stand behind switches such as /R.
function Get-OpenPath([string]$Value) {
    return ($Value -replace '^(/\w+\s+)+', '').Trim(' "'.ToCharArray())
}

function Test-Ours([string]$Value) {
    return ((Get-OpenPath $Value) -split '[\\/]')[-1] -eq $Places.addin
}

# Numbers the entries anew without ours, then with $Added: Excel stops at the first number missing.
function Set-OpenEntry([string]$Key, [string]$Added) {
    $before = @(Get-OpenEntry $Key | Sort-Object -Property 'Number', 'Name')
    $wanted = @($before | Where-Object { -not (Test-Ours $_.Value) } | ForEach-Object { $_.Value })
    if ($Added) { $wanted += $Added }
    if ($wanted.Count -gt 0 -and -not (Test-Path -LiteralPath $Key)) { New-Item -Path $Key -Force | Out-Null }
    $names = @()
    for ($at = 0; $at -lt $wanted.Count; $at++) {
        $name = 'OPEN'
        if ($at -gt 0) { $name = 'OPEN' + $at }
        $names += $name
        $same = @($before | Where-Object { $_.Name -eq $name -and $_.Value -ceq $wanted[$at] })
        if ($same.Count -eq 0) {
            New-ItemProperty -LiteralPath $Key -Name $name -Value $wanted[$at] -PropertyType String -Force | Out-Null
        }
    }
    foreach ($entry in $before) {
        if ($names -notcontains $entry.Name) { Remove-ItemProperty -LiteralPath $Key -Name $entry.Name }
    }
}

# Versions of Office of this user that have an Excel.
function Get-OfficeVersion([double]$Oldest) {
    $office = 'HKCU:\' + $Places.office
    if (-not (Test-Path -LiteralPath $office)) { return }
    foreach ($key in @(Get-ChildItem -LiteralPath $office)) {
        $version = $key.PSChildName
        if ($version -match '^\d+\.\d+$' -and [double]$version -ge $Oldest) {
            if (Test-Path -LiteralPath ($office + '\' + $version + '\Excel')) { $version }
        }
    }
}

function Get-ExcelKey([string]$Version, [string]$Rest) {
    return 'HKCU:\' + $Places.office + '\' + $Version + '\' + $Rest
}

# Excel writes its options when it closes and would undo ours.
function Assert-ExcelClosed {
    $session = (Get-Process -Id $PID).SessionId
    $open = @(Get-Process -Name EXCEL -ErrorAction SilentlyContinue | Where-Object { $_.SessionId -eq $session })
    if ($open.Count -gt 0) {
        Stop-Because 'Excel đang mở. Xin lưu tệp, đóng hẳn Excel rồi chạy lại.'
    }
}

# Every file to be installed is as it was packed; a run out of the sources has no sums.
function Assert-Whole([string]$Root) {
    $sums = Join-Path $Root 'SHA256SUMS'
    if (-not (Test-Path -LiteralPath $sums)) { return }
    foreach ($line in @(Get-Content -LiteralPath $sums -Encoding UTF8)) {
        if ($line -match '^([0-9a-f]{64})  ((addin|engine)/.+)$') {
            $sum = $Matches[1]
            $path = Join-Path $Root ($Matches[2] -replace '/', '\')
            if (-not (Test-Path -LiteralPath $path) -or (Get-FileHash -LiteralPath $path).Hash -ne $sum) {
                Stop-Because ('Bộ cài thiếu hoặc hỏng tệp “{0}”. Xin giải nén lại từ tệp .zip gốc.' -f $path)
            }
        }
    }
}

# The names in the folder that an earlier run put there.
function Get-Recorded([string]$Target) {
    $record = Join-Path $Target $Places.record
    if (Test-Path -LiteralPath $record) {
        Get-Content -LiteralPath $record -Encoding UTF8 | Where-Object { $Ours -contains $_ }
    }
}

function Remove-Whole([string]$Path) {
    if (Test-Path -LiteralPath $Path) { Remove-Item -LiteralPath $Path -Recurse -Force }
}

# All new things are laid beside the old ones first, then they change places; a failure puts everything back.
function Copy-Part([string]$Target, $Parts, [string[]]$Dropped) {
    $moved = @()
    try {
        foreach ($name in $Parts.Keys) {
            $new = Join-Path $Target ($name + '.moi')
            Remove-Whole $new
            Copy-Item -LiteralPath $Parts[$name] -Destination $new -Recurse -Force
            Get-Item -LiteralPath $new | Where-Object { -not $_.PSIsContainer } | Unblock-File
            Get-ChildItem -LiteralPath $new -Recurse -Force | Where-Object { -not $_.PSIsContainer } | Unblock-File
        }
        foreach ($name in (@($Parts.Keys) + $Dropped)) {
            $place = Join-Path $Target $name
            Remove-Whole ($place + '.cu')
            if (Test-Path -LiteralPath $place) { Rename-Item -LiteralPath $place -NewName ($name + '.cu') }
            $moved += $name
            if ($Parts.Contains($name)) { Rename-Item -LiteralPath ($place + '.moi') -NewName $name }
        }
    }
    catch {
        foreach ($name in $moved) {
            $place = Join-Path $Target $name
            Remove-Whole $place
            if (Test-Path -LiteralPath ($place + '.cu')) { Rename-Item -LiteralPath ($place + '.cu') -NewName $name }
        }
        foreach ($name in $Parts.Keys) { Remove-Whole (Join-Path $Target ($name + '.moi')) }
        throw
    }
    foreach ($name in $moved) { Remove-Whole (Join-Path $Target ($name + '.cu')) }
}

# Whether the machine lets the engine start; rules such as AppLocker forbid programs in profiles.
function Test-Engine([string]$Program) {
    $words = @('--version')
    if ((Split-Path -Leaf $Program) -eq 'python.exe') { $words = @('-m', 'mtqg_xl', '--version') }
    try {
        $run = Start-Process -FilePath $Program -ArgumentList $words -WindowStyle Hidden -Wait -PassThru
        return $run.ExitCode -eq 0
    }
    catch {
        return $false
    }
}

function Install-All([string]$Root, [string]$Target) {
    $addin = Join-Path (Join-Path $Root 'addin') $Places.addin
    if (-not (Test-Path -LiteralPath $addin)) {
        Stop-Because 'Bộ cài thiếu tệp addin\mtqg.xlam. Xin giải nén toàn bộ tệp .zip rồi chạy lại.'
    }
    Assert-ExcelClosed
    Assert-Whole $Root
    $parts = @{}
    $parts[$Places.addin] = $addin
    foreach ($engine in $Places.engines) {
        if (Test-Path -LiteralPath (Join-Path (Join-Path $Root 'engine') $engine)) {
            $name = Split-Path -Parent $engine
            $parts[$name] = Join-Path (Join-Path $Root 'engine') $name
        }
    }
    $recorded = @(Get-Recorded $Target)
    foreach ($name in $parts.Keys) {
        # An add-in without a record was put there by the command "mtqg-xl addin install".
        if ($name -ne $Places.addin -and $recorded -notcontains $name -and
            (Test-Path -LiteralPath (Join-Path $Target $name))) {
            Stop-Because ('Trong “{0}” đã có thư mục “{1}” không phải của phần mềm này. Xin chọn thư mục khác.' -f $Target, $name)
        }
    }
    # An engine of the other kind from an earlier version must not answer for this one.
    $dropped = @()
    if ($parts.Count -gt 1) { $dropped = @($recorded | Where-Object { -not $parts.Contains($_) }) }
    $kept = @(@($recorded) + @($parts.Keys) | Sort-Object -Unique)
    $left = @($kept | Where-Object { $dropped -notcontains $_ })
    $record = Join-Path $Target $Places.record
    try {
        New-Item -ItemType Directory -Path $Target -Force | Out-Null
        # Written first: should the machine stop in between, the next run knows what is ours.
        Set-Content -LiteralPath $record -Value $kept -Encoding UTF8
        Copy-Part $Target $parts $dropped
        Set-Content -LiteralPath $record -Value $left -Encoding UTF8
    }
    catch {
        $why = $_.Exception.Message
        if ($recorded.Count -gt 0) { Set-Content -LiteralPath $record -Value $recorded -Encoding UTF8 }
        else { Remove-Whole $record }
        Stop-Because ('Không ghi được vào “{0}”, mọi thứ vẫn như cũ: {1}' -f $Target, $why)
    }

    $versions = @(Get-OfficeVersion $Places.oldest)
    if ($versions.Count -eq 0) { $versions = @($Places.usual) }
    $place = Join-Path $Target $Places.addin
    foreach ($version in $versions) {
        Set-OpenEntry (Get-ExcelKey $version $Places.options) ('"' + $place + '"')
        if ($TrustedLocation) {
            $key = Get-ExcelKey $version $Places.trusted
            if (-not (Test-Path -LiteralPath $key)) { New-Item -Path $key -Force | Out-Null }
            New-ItemProperty -LiteralPath $key -Name 'Path' -Value ($Target + '\') -PropertyType String -Force | Out-Null
            New-ItemProperty -LiteralPath $key -Name 'Description' -Value 'mtqg-xl' -PropertyType String -Force | Out-Null
        }
    }
    Write-Host ('Đã cài thẻ “Báo cáo MTQG” vào “{0}”.' -f $place)
    $engines = @($Places.engines | Where-Object { Test-Path -LiteralPath (Join-Path $Target $_) })
    if ($engines.Count -eq 0) {
        Write-Host 'Bộ cài này không kèm chương trình kiểm tra: nút Kiểm tra chỉ xét được phép cộng và tỷ lệ trong từng biểu.'
    }
    elseif (-not (Test-Engine (Join-Path $Target $engines[0]))) {
        Write-Host ('Máy này không chạy được “{0}”: nút Kiểm tra chỉ xét được phép cộng và tỷ lệ. Xin gửi dòng này cho bộ phận tin học.' -f (Join-Path $Target $engines[0]))
    }
    Write-Host 'Xin mở Excel: thẻ “Báo cáo MTQG” nằm trên thanh công cụ. Không thấy thẻ thì xem docs\cho_don_vi_cong_nghe.html.'
}

function Remove-All([string]$Usual) {
    Assert-ExcelClosed
    $targets = @($Usual)
    $found = $false
    foreach ($version in @(Get-OfficeVersion 0)) {
        $key = Get-ExcelKey $version $Places.options
        foreach ($entry in @(Get-OpenEntry $key | Where-Object { Test-Ours $_.Value })) {
            $found = $true
            $path = Get-OpenPath $entry.Value
            if ($path -match '[\\/]') { $targets += Split-Path -Parent $path }
        }
        Set-OpenEntry $key ''
        $trusted = Get-ExcelKey $version $Places.trusted
        if (Test-Path -LiteralPath $trusted) { Remove-Item -LiteralPath $trusted -Recurse -Force; $found = $true }
    }
    foreach ($target in @($targets | Sort-Object -Unique)) {
        if (-not $target -or -not (Test-Path -LiteralPath $target)) { continue }
        try {
            $names = @(Get-Recorded $target)
            # The command "mtqg-xl addin install" puts the add-in and a note of its engine here without a record.
            foreach ($name in @($Places.addin, $Places.engine_file)) {
                if ($target -eq $Usual -and $names -notcontains $name -and
                    (Test-Path -LiteralPath (Join-Path $target $name))) { $names += $name }
            }
            foreach ($name in $names) {
                $found = $true
                foreach ($ending in @('', '.moi', '.cu')) { Remove-Whole (Join-Path $target ($name + $ending)) }
            }
            Remove-Whole (Join-Path $target $Places.record)
            # The folder goes only when nothing of anybody else is in it.
            if (@(Get-ChildItem -LiteralPath $target -Force).Count -eq 0) { Remove-Item -LiteralPath $target -Force }
        }
        catch {
            Stop-Because ('Đã gỡ khỏi Excel, nhưng chưa xoá được hết trong “{0}”: {1}. Xin chạy lại sau khi khởi động lại máy.' -f $target, $_.Exception.Message)
        }
    }
    if ($found) { Write-Host 'Đã gỡ thẻ “Báo cáo MTQG” và mọi thứ bộ cài đã chép vào máy.' }
    else { Write-Host 'Thẻ “Báo cáo MTQG” chưa được cài cho người đang dùng máy, không có gì phải gỡ.' }
}

$code = 0
try {
    # Machines that restrict the language of scripts refuse this; the sentences then come in the machine's code page.
    try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $null = $_ }
    $Places = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'places.json') -Raw -Encoding UTF8 | ConvertFrom-Json
    # Names in the folder that may be ours: the add-in and the folders of the engines.
    $Ours = @($Places.addin) + @($Places.engines | ForEach-Object { Split-Path -Parent $_ })
    $usual = Join-Path $env:APPDATA $Places.folder
    if ($Folder) {
        if ($Folder -notmatch '^([A-Za-z]:|\\)\\') { Stop-Because 'Thư mục sau -Folder phải ghi đủ đường dẫn, ví dụ D:\MTQG.' }
        $usual = $Folder.TrimEnd('\')
    }
    if ($Remove) { Remove-All $usual } else { Install-All $PSScriptRoot $usual }
}
catch {
    $told = $_.Exception.Message
    if ($told.StartsWith($Refused)) {
        $code = 2
        Write-Host $told.Substring($Refused.Length)
    }
    else {
        $code = 3
        Write-Host ('Có lỗi ngoài dự kiến, chưa cài hoặc chưa gỡ xong: {0} (dòng {1}).' -f $told, $_.InvocationInfo.ScriptLineNumber)
    }
}
if (-not $Quiet) { Read-Host 'Nhấn Enter để đóng cửa sổ này' | Out-Null }
exit $code
