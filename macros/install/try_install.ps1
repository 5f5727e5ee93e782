# Runs the installer of an archive on Windows, with a registry and folders like those of an office.
# For a machine without Excel and without other add-ins: the options of Excel 16.0 of this user are written over.
[CmdletBinding()]
param([Parameter(Mandatory = $true)][string]$Archive)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Key = 'HKCU:\Software\Microsoft\Office\16.0\Excel\Options'
$Trusted = 'HKCU:\Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations\mtqg_xl'
$Solver = '/R "C:\Program Files\Solver\SOLVER.XLAM"'
$Other = '"C:\Tiện ích\khac.xlam"'
$Target = Join-Path $env:APPDATA 'Microsoft\AddIns\mtqg'
$Addin = '"' + (Join-Path $Target 'mtqg.xlam') + '"'
$Unpacked = Join-Path $env:TEMP 'Bộ cài [1] 50% & quý 1!'

function Assert-True([bool]$Holds, [string]$What) {
    if (-not $Holds) {
        Write-Host ('NOT SO: ' + $What)
        exit 1
    }
    Write-Host ('ok: ' + $What)
}

# Through the .cmd file, as a person does.
function Invoke-Cmd([string]$Name, [string]$Words) {
    $line = '/d /c ""' + (Join-Path $Root $Name) + '" -Quiet ' + $Words + '"'
    return (Start-Process -FilePath "$env:SystemRoot\System32\cmd.exe" -ArgumentList $line -NoNewWindow -Wait -PassThru).ExitCode
}

function Get-Open {
    $told = ''
    foreach ($name in @('OPEN', 'OPEN1', 'OPEN2', 'OPEN3')) {
        $item = Get-ItemProperty -LiteralPath $Key
        if ($item.PSObject.Properties.Name -contains $name) { $told += $name + '=' + $item.$name + ';' }
    }
    return $told
}

if (Test-Path -LiteralPath $Unpacked) { Remove-Item -LiteralPath $Unpacked -Recurse -Force }
if (Test-Path -LiteralPath $Key) { Remove-Item -LiteralPath $Key -Recurse -Force }
Add-Type -AssemblyName System.IO.Compression.FileSystem
[System.IO.Compression.ZipFile]::ExtractToDirectory($Archive, $Unpacked)
$Root = (Get-ChildItem -LiteralPath $Unpacked | Select-Object -First 1).FullName
# The mark that a browser leaves.
Set-Content -LiteralPath (Join-Path $Root 'addin\mtqg.xlam') -Stream 'Zone.Identifier' -Value "[ZoneTransfer]`r`nZoneId=3"
New-Item -Path $Key -Force | Out-Null
New-ItemProperty -LiteralPath $Key -Name 'OPEN' -Value $Solver | Out-Null

Assert-True ((Invoke-Cmd 'install.cmd' '') -eq 0) 'the installer ends with 0'
Assert-True (Test-Path -LiteralPath (Join-Path $Target 'mtqg.xlam')) 'the add-in is there'
Assert-True (Test-Path -LiteralPath (Join-Path $Target 'mtqg_xl\mtqg_xl.exe')) 'the engine is there'
Assert-True ((Get-Open) -eq "OPEN=$Solver;OPEN1=$Addin;") 'the add-in comes after that of others'
$marked = @(Get-Item -LiteralPath (Join-Path $Target 'mtqg.xlam') -Stream * | Where-Object { $_.Stream -eq 'Zone.Identifier' })
Assert-True ($marked.Count -eq 0) 'the mark of foreign files is gone'
Assert-True (-not (Test-Path -LiteralPath $Trusted)) 'no trusted location without being asked for'

Assert-True ((Invoke-Cmd 'install.cmd' '-TrustedLocation') -eq 0) 'installing again ends with 0'
Assert-True ((Get-Open) -eq "OPEN=$Solver;OPEN1=$Addin;") 'and leaves one entry'
Assert-True ((Get-ItemProperty -LiteralPath $Trusted).Path -eq ($Target + '\')) 'the trusted location is there when asked for'

New-ItemProperty -LiteralPath $Key -Name 'OPEN2' -Value $Other | Out-Null
$held = [System.IO.File]::Open((Join-Path $Target 'mtqg.xlam'), 'Open', 'Read', 'None')
Assert-True ((Invoke-Cmd 'install.cmd' '') -eq 2) 'a file in use is refused'
$held.Close()
Assert-True (@(Get-ChildItem -LiteralPath $Target | Where-Object { $_.Name -match '\.(moi|cu)$' }).Count -eq 0) 'and leaves nothing half done'
Assert-True (Test-Path -LiteralPath (Join-Path $Target 'mtqg_xl\mtqg_xl.exe')) 'and the engine where it was'

Add-Content -LiteralPath (Join-Path $Root 'addin\mtqg.xlam') -Value 'x'
Assert-True ((Invoke-Cmd 'install.cmd' '') -eq 2) 'a damaged file is refused'

Set-Content -LiteralPath (Join-Path $Target 'cua_toi.txt') -Value 'x'
# As the command "mtqg-xl addin install" leaves it.
Set-Content -LiteralPath (Join-Path $Target 'mtqg_chuong_trinh.txt') -Value 'C:\py\python.exe' -Encoding Unicode
Assert-True ((Invoke-Cmd 'uninstall.cmd' '') -eq 0) 'removing ends with 0'
Assert-True ((Get-Open) -eq "OPEN=$Solver;OPEN1=$Other;") 'the add-ins of others are numbered without a gap'
Assert-True (-not (Test-Path -LiteralPath $Trusted)) 'the trusted location is gone'
$left = @(Get-ChildItem -LiteralPath $Target -Force | ForEach-Object { $_.Name })
Assert-True (($left -join ',') -eq 'cua_toi.txt') 'only what others put is left'
Remove-Item -LiteralPath $Target -Recurse -Force
Assert-True ((Invoke-Cmd 'uninstall.cmd' '') -eq 0) 'removing what is not there ends with 0'

Remove-Item -LiteralPath $Key -Recurse -Force
Remove-Item -LiteralPath $Unpacked -Recurse -Force
exit 0
