# Runs the engine as the button does, on Windows. Ends with 1 at the first thing that is not as it should be.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][string]$Program,
    [Parameter(Mandatory = $true)][string]$Samples
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Program = (Resolve-Path -LiteralPath $Program).Path
$Samples = (Resolve-Path -LiteralPath $Samples).Path
# A name with everything that paths of users have and that breaks command lines.
$Work = Join-Path $env:TEMP 'Số liệu 50% & quý 1! của Ánh'

function Assert-True([bool]$Holds, [string]$What) {
    if (-not $Holds) {
        Write-Host ('NOT SO: ' + $What)
        exit 1
    }
    Write-Host ('ok: ' + $What)
}

function Invoke-Engine([string]$Words) {
    $run = Start-Process -FilePath $Program -ArgumentList $Words -WorkingDirectory $Work -WindowStyle Hidden -Wait -PassThru
    return $run.ExitCode
}

function Set-Request([string[]]$Lines) {
    Set-Content -LiteralPath (Join-Path $Work 'request.tsv') -Value $Lines -Encoding Unicode
}

if (Test-Path -LiteralPath $Work) { Remove-Item -LiteralPath $Work -Recurse -Force }
New-Item -ItemType Directory -Path $Work | Out-Null
Copy-Item -LiteralPath (Join-Path $Samples 'real\kon_ray_2023-6T.xlsx') -Destination (Join-Path $Work 'input.xlsx')

Assert-True ((Invoke-Engine '--version') -eq 0) 'the engine starts'
Assert-True ((Invoke-Engine 'check input.xlsx -o ket_qua.txt') -eq 1) 'check ends with 1 when there are errors'

Set-Request @("version`t1", "action`tcheck", "input`tinput.xlsx", "name`tkon_ray_2023-6T.xlsx", "lang`tvi")
Assert-True ((Invoke-Engine 'ribbon run request.tsv') -eq 1) 'the engine answers a check'
$found = @(Get-Content -LiteralPath (Join-Path $Work 'findings.tsv') -Encoding Unicode)
Assert-True (@($found | Where-Object { $_ -match "\tKR02\tE13\t26884\t26844\t" }).Count -ge 1) 'the wrong cell is named'

Set-Request @("version`t1", "action`tminutes", "input`tinput.xlsx", "name`tkon_ray_2023-6T.xlsx", "out`t")
Assert-True ((Invoke-Engine 'ribbon run request.tsv') -lt 2) 'the engine writes minutes'
Assert-True (Test-Path -LiteralPath (Join-Path $Work 'bien_ban.docx')) 'the minutes are there'

Set-Request @("version`t1", "action`tdiagnose")
Assert-True ((Invoke-Engine 'ribbon run request.tsv') -eq 0) 'the engine tells of itself'

Assert-True ((Invoke-Engine 'addin build -o tab') -eq 0) 'the engine holds the add-in'
Assert-True ((Invoke-Engine 'demo thu') -eq 0) 'the engine holds the samples'
Assert-True ((Invoke-Engine 'fill input.xlsx --set KR02!E13=26844 -o sua.xlsx') -eq 0) 'a cell is filled in'
Copy-Item -LiteralPath (Join-Path $Samples 'synthetic\2023-N') -Destination (Join-Path $Work 'huyen') -Recurse
# Two processes: a program in one folder must be able to start itself again.
Assert-True ((Invoke-Engine 'consolidate huyen -o tong_hop.xlsx --period 2023-N --jobs 2') -eq 0) 'a folder is consolidated'
Remove-Item -LiteralPath $Work -Recurse -Force
exit 0
