# shells: bash
# Every `a` of 100 KB replaced. One iteration is the whole.
v=abcdefghij
v=$v$v$v$v$v$v$v$v$v$v
v=$v$v$v$v$v$v$v$v$v$v
v=$v$v$v$v$v$v$v$v$v$v
v=$v$v$v$v$v$v$v$v$v$v
n=$1 i=0 w=
while [ $i -lt $n ]; do w=${v//a/xy}; i=$((i+1)); done
echo ${#w}
