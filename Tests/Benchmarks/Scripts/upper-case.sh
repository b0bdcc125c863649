# shells: bash
# 100 KB in upper case. One iteration is the whole.
v=abcdefghij
v=$v$v$v$v$v$v$v$v$v$v
v=$v$v$v$v$v$v$v$v$v$v
v=$v$v$v$v$v$v$v$v$v$v
v=$v$v$v$v$v$v$v$v$v$v
n=$1 i=0 w=
while [ $i -lt $n ]; do w=${v^^}; i=$((i+1)); done
echo ${#w}
