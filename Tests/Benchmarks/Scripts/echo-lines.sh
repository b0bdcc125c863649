# `echo` to a file.
n=$1 i=0
while [ $i -lt $n ]; do echo "line $i"; i=$((i+1)); done > "${TMPDIR:-/tmp}/nacre-bench-echo"
rm -f "${TMPDIR:-/tmp}/nacre-bench-echo"
echo $i
