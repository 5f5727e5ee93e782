@echo off
rem Starts install.ps1 for a person who double-clicks. Plain ASCII: cmd reads letters through the code page of the machine.
setlocal DisableDelayedExpansion
if not exist "%~dp0install.ps1" (
  echo Xin giai nen toan bo tep .zip ra mot thu muc roi chay lai install.cmd trong thu muc do.
  pause
  exit /b 2
)
"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
set "code=%ERRORLEVEL%"
rem install.ps1 ends with 0, 2 or 3 and waits by itself; 1 and the rest say that it was not allowed to run.
if not "%code%"=="0" if not "%code%"=="2" if not "%code%"=="3" (
  echo May nay khong cho chay PowerShell. Xin xem muc "Cai bang tay" trong docs\cho_don_vi_cong_nghe.html.
  pause
)
exit /b %code%
