import Glibc

/// The functions of math.h, by their names there.
public enum Mathematics {
  /// Of one number.
  public static func function(_ name: String) -> (@Sendable (Double) -> Double)? {
    switch name {
    case "acos": Glibc.acos
    case "acosh": Glibc.acosh
    case "asin": Glibc.asin
    case "asinh": Glibc.asinh
    case "atan": Glibc.atan
    case "atanh": Glibc.atanh
    case "cbrt": Glibc.cbrt
    case "ceil": Glibc.ceil
    case "cos": Glibc.cos
    case "cosh": Glibc.cosh
    case "erf": Glibc.erf
    case "erfc": Glibc.erfc
    case "exp": Glibc.exp
    case "exp10": { Glibc.pow(10, $0) }
    case "exp2": Glibc.exp2
    case "expm1": Glibc.expm1
    case "fabs": Glibc.fabs
    case "floor": Glibc.floor
    case "gamma", "lgamma": { logGamma($0).value }
    case "j0": Glibc.j0
    case "j1": Glibc.j1
    case "log": Glibc.log
    case "log10": Glibc.log10
    case "log1p": Glibc.log1p
    case "log2": Glibc.log2
    case "logb": Glibc.logb
    case "nearbyint": Glibc.nearbyint
    case "rint": Glibc.rint
    case "round": Glibc.round
    case "significand":
      { $0 == 0 || !$0.isFinite ? $0 : Glibc.scalbn($0, -Glibc.ilogb($0)) }
    case "sin": Glibc.sin
    case "sinh": Glibc.sinh
    case "sqrt": Glibc.sqrt
    case "tan": Glibc.tan
    case "tanh": Glibc.tanh
    case "tgamma": Glibc.tgamma
    case "trunc": Glibc.trunc
    case "y0": Glibc.y0
    case "y1": Glibc.y1
    default: nil
    }
  }

  /// Of two numbers.
  public static func function2(_ name: String) -> (@Sendable (Double, Double) -> Double)? {
    switch name {
    case "atan2": Glibc.atan2
    case "copysign": Glibc.copysign
    case "fdim": Glibc.fdim
    case "fmax": Glibc.fmax
    case "fmin": Glibc.fmin
    case "fmod": Glibc.fmod
    case "hypot": Glibc.hypot
    case "jn": { Glibc.jn(Int32(clamping: integer($0)), $1) }
    case "ldexp": { Glibc.scalbn($0, integer($1)) }
    case "nextafter", "nexttoward": Glibc.nextafter
    case "pow": Glibc.pow
    case "remainder", "drem": Glibc.remainder
    case "scalb": { $1.isFinite ? Glibc.scalbn($0, integer($1)) : $0 * Glibc.exp2($1) }
    case "scalbln": { Glibc.scalbn($0, integer($1)) }
    case "yn": { Glibc.yn(Int32(clamping: integer($0)), $1) }
    default: nil
    }
  }

  public static func fma(_ a: Double, _ b: Double, _ c: Double) -> Double { Glibc.fma(a, b, c) }

  /// The logarithm of the absolute value of the gamma function, and its sign.
  public static func logGamma(_ value: Double) -> (value: Double, sign: Int) {
    let (result, sign): (Double, Int) = Glibc.lgamma(value)
    return (result, sign < 0 ? -1 : 1)
  }

  /// A number between 0.5 and 1 and the power of two that it is multiplied by.
  public static func frexp(_ value: Double) -> (fraction: Double, exponent: Int) {
    if value == 0 || !value.isFinite { return (value, 0) }
    let exponent = Int(Glibc.ilogb(value)) + 1
    return (
      Glibc.scalbn(Glibc.scalbn(value, -(exponent / 2)), -(exponent - exponent / 2)), exponent
    )
  }

  /// The fractional and the whole part.
  public static func modf(_ value: Double) -> (fraction: Double, whole: Double) {
    if value.isInfinite { return (value.sign == .minus ? -0.0 : 0, value) }
    let whole = Glibc.trunc(value)
    return (Glibc.copysign(value - whole, value), whole)
  }

  private static func integer(_ value: Double) -> Int {
    value.isNaN ? 0 : Int(Swift.max(-2_147_483_648, Swift.min(2_147_483_647, value)))
  }
}
