import ShellBytes
import ShellSyntax

/// A defined function.
final class Function: @unchecked Sendable {
  let name: ByteString
  /// Kept by this function, not counted at each call.
  let body: Unmanaged<Code>
  /// What was written, for `type` and `declare -f`.
  let definition: FunctionDefinition
  /// The file that it was defined in.
  let source: ByteString
  /// Set for a name whose builtin was turned off by `enable -n`: no function, but no builtin
  /// either.
  let isDisabledBuiltin: Bool
  let isExported: Bool
  let isReadonly: Bool
  let isTraced: Bool

  init(
    name: ByteString, body: Code, definition: FunctionDefinition, source: ByteString,
    isDisabledBuiltin: Bool = false, isExported: Bool = false, isReadonly: Bool = false,
    isTraced: Bool = false
  ) {
    self.name = name
    self.body = Unmanaged.passRetained(body)
    self.definition = definition
    self.source = source
    self.isDisabledBuiltin = isDisabledBuiltin
    self.isExported = isExported
    self.isReadonly = isReadonly
    self.isTraced = isTraced
  }

  deinit { body.release() }

  /// The same function with other attributes.
  func with(
    exported: Bool? = nil, readonly: Bool? = nil, traced: Bool? = nil
  ) -> Function {
    Function(
      name: name, body: body.takeUnretainedValue(), definition: definition, source: source,
      isDisabledBuiltin: isDisabledBuiltin, isExported: exported ?? isExported,
      isReadonly: readonly ?? isReadonly, isTraced: traced ?? isTraced)
  }
}
