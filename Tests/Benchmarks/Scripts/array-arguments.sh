# shells: bash mksh
# An array of 100 elements passed to a function.
f() { x=$#; }
a=()
n=$1 i=0 x=
while [ $i -lt 100 ]; do a[i]=element$i; i=$((i+1)); done
i=0
while [ $i -lt $n ]; do f "${a[@]}"; i=$((i+1)); done
echo $x
