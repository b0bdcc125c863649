# `case` over 50 patterns, of which each turn tries another.
n=$1 i=0 hits=0
while [ $i -lt $n ]; do
  case item-$((i % 50))-x in
    item-0-*) hits=$((hits+0)) ;;
    item-1-*) hits=$((hits+1)) ;;
    item-2-*) hits=$((hits+2)) ;;
    item-3-*) hits=$((hits+3)) ;;
    item-4-*) hits=$((hits+4)) ;;
    item-5-*) hits=$((hits+5)) ;;
    item-6-*) hits=$((hits+6)) ;;
    item-7-*) hits=$((hits+7)) ;;
    item-8-*) hits=$((hits+8)) ;;
    item-9-*) hits=$((hits+9)) ;;
    item-10-*) hits=$((hits+10)) ;;
    item-11-*) hits=$((hits+11)) ;;
    item-12-*) hits=$((hits+12)) ;;
    item-13-*) hits=$((hits+13)) ;;
    item-14-*) hits=$((hits+14)) ;;
    item-15-*) hits=$((hits+15)) ;;
    item-16-*) hits=$((hits+16)) ;;
    item-17-*) hits=$((hits+17)) ;;
    item-18-*) hits=$((hits+18)) ;;
    item-19-*) hits=$((hits+19)) ;;
    item-20-*) hits=$((hits+20)) ;;
    item-21-*) hits=$((hits+21)) ;;
    item-22-*) hits=$((hits+22)) ;;
    item-23-*) hits=$((hits+23)) ;;
    item-24-*) hits=$((hits+24)) ;;
    item-25-*) hits=$((hits+25)) ;;
    item-26-*) hits=$((hits+26)) ;;
    item-27-*) hits=$((hits+27)) ;;
    item-28-*) hits=$((hits+28)) ;;
    item-29-*) hits=$((hits+29)) ;;
    item-30-*) hits=$((hits+30)) ;;
    item-31-*) hits=$((hits+31)) ;;
    item-32-*) hits=$((hits+32)) ;;
    item-33-*) hits=$((hits+33)) ;;
    item-34-*) hits=$((hits+34)) ;;
    item-35-*) hits=$((hits+35)) ;;
    item-36-*) hits=$((hits+36)) ;;
    item-37-*) hits=$((hits+37)) ;;
    item-38-*) hits=$((hits+38)) ;;
    item-39-*) hits=$((hits+39)) ;;
    item-40-*) hits=$((hits+40)) ;;
    item-41-*) hits=$((hits+41)) ;;
    item-42-*) hits=$((hits+42)) ;;
    item-43-*) hits=$((hits+43)) ;;
    item-44-*) hits=$((hits+44)) ;;
    item-45-*) hits=$((hits+45)) ;;
    item-46-*) hits=$((hits+46)) ;;
    item-47-*) hits=$((hits+47)) ;;
    item-48-*) hits=$((hits+48)) ;;
    item-49-*) hits=$((hits+49)) ;;
    *) hits=-1 ;;
  esac
  i=$((i+1))
done
echo $hits
