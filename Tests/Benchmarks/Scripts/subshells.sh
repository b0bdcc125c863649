# A subshell that changes a variable.
n=$1 i=0
while [ $i -lt $n ]; do (x=$i; : "$x"); i=$((i+1)); done
echo $i
