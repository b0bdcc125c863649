import ShellBytes
import ShellSystem

/// The functions of math.h.
extension Registry {
  static let mathematics: [Row] =
    ofOne + ofTwo + [
      native(
        "fma",
        .three { (_, a, b, c, _) throws(JQError) in
          .number(
            Mathematics.fma(try Math.number(a), try Math.number(b), try Math.number(c)))
        }),
      value("frexp") { (input, _) throws(JQError) in
        let (fraction, exponent) = Mathematics.frexp(try Math.number(input))
        return [.number(fraction), JSONValue(exponent)]
      },
      value("modf") { (input, _) throws(JQError) in
        let (fraction, whole) = Mathematics.modf(try Math.number(input))
        return [.number(fraction), .number(whole)]
      },
      value("lgamma_r") { (input, _) throws(JQError) in
        let (result, sign) = Mathematics.logGamma(try Math.number(input))
        return [.number(result), JSONValue(sign)]
      },
    ]

  private static var ofOne: [Row] {
    [
      "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "erf",
      "erfc", "exp", "exp10", "exp2", "expm1", "fabs", "floor", "gamma", "j0", "j1", "lgamma",
      "log", "log10", "log1p", "log2", "logb", "nearbyint", "rint", "round", "significand", "sin",
      "sinh", "sqrt", "tan", "tanh", "tgamma", "trunc", "y0", "y1",
    ].compactMap { name in
      Mathematics.function(name).map { function in
        value(ByteString(name)) { (input, _) throws(JQError) in
          .number(function(try Math.number(input)))
        }
      }
    }
  }

  private static var ofTwo: [Row] {
    [
      "atan2", "copysign", "drem", "fdim", "fmax", "fmin", "fmod", "hypot", "jn", "ldexp",
      "nextafter", "nexttoward", "pow", "remainder", "scalb", "scalbln", "yn",
    ].compactMap { name in
      Mathematics.function2(name).map { function in
        native(
          ByteString(name),
          .two { (_, a, b, _) throws(JQError) in
            .number(function(try Math.number(a), try Math.number(b)))
          })
      }
    }
  }
}

enum Math {
  static func number(_ value: JSONValue) throws(JQError) -> Double {
    guard let number = value.double else { throw JQError(value, "number required") }
    return number
  }
}
