# Recursion through command substitutions: fib 12, 465 subshells. One iteration is the whole.
fib() {
  if [ $1 -lt 2 ]; then echo $1; else echo $(($(fib $(($1 - 1))) + $(fib $(($1 - 2))))); fi
}
n=$1 i=0 r=
while [ $i -lt $n ]; do r=$(fib 12); i=$((i+1)); done
echo $r
