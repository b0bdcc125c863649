# Recursion: fib 22, 57,313 calls. One iteration is the whole.
fib() {
  if [ $1 -lt 2 ]; then
    r=$1
  else
    fib $(($1 - 1))
    set -- $1 $r
    fib $(($1 - 2))
    r=$(($2 + r))
  fi
}
n=$1 i=0
while [ $i -lt $n ]; do fib 22; i=$((i+1)); done
echo $r
