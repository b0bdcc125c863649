# shells: dash bash busybox
# A function with three local variables.
n=$1 i=0
f() { local a=$1 b=two c; c=$a$b; r=$c; }
while [ $i -lt $n ]; do f $i; i=$((i+1)); done
echo $r
