import ShellBytes

/// Functions that reach the host: inputs, messages, the environment.
extension Registry {
  static let inputOutput: [Row] = [
    value("input") { (_, context) throws(JQError) in
      guard let next = try context.host.nextInput() else { throw JQError("break") }
      return next
    },
    node("inputs", 0) { _ in InputsNode() },
    value("debug") { (input, context) throws(JQError) in
      try context.host.writeError(InputOutput.debug(input))
      return input
    },
    node("debug", 1) { DebugNode($0[0]) },
    value("stderr") { (input, context) throws(JQError) in
      try context.host.writeError(Core.text(input).byteString)
      return input
    },
    value("input_filename") { (_, context) throws(JQError) in
      context.host.inputName().map { .string(JSONString($0)) } ?? .null
    },
    value("input_line_number") { (_, context) throws(JQError) in
      JSONValue(context.host.inputLine())
    },
    value("env") { (_, context) throws(JQError) in context.environment },
    value("halt") { (_, _) throws(JQError) in
      throw JQError(kind: .halted(status: 0, message: nil))
    },
    value("halt_error") { (input, _) throws(JQError) in
      throw JQError(kind: .halted(status: 5, message: input))
    },
    native(
      "halt_error",
      .one { (input, status, _) throws(JQError) in
        guard let number = status.double else {
          throw JQError(input, "halt_error/1: number required")
        }
        let code = number.isNaN ? 0 : Int(Swift.max(-2e9, Swift.min(2e9, number)))
        throw JQError(kind: .halted(status: code, message: input))
      }),
    value("modulemeta") { (input, context) throws(JQError) in
      let name = try Core.string(input, "modulemeta input module name must be a string")
      return try Linker.metadata(name.byteString, context.host.modules)
    },
    value("get_search_list") { (_, context) throws(JQError) in
      var list = JSONArray()
      for path in context.host.modules.searchPath { list.append(.string(JSONString(path))) }
      return .array(list)
    },
    value("get_jq_origin") { (_, context) throws(JQError) in
      .string(JSONString(context.host.modules.origin))
    },
    value("get_prog_origin") { (_, context) throws(JQError) in
      .string(JSONString(context.host.modules.programOrigin))
    },
  ]
}

enum InputOutput {
  static func debug(_ value: JSONValue) -> ByteString {
    JSONWriter.text(["DEBUG:", value]).byteString + "\n"
  }
}

/// `inputs`: all inputs that are left.
final class InputsNode: Node, @unchecked Sendable {
  override var isSingle: Bool { false }
  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let context = frame.context
    while let next = try context.host.nextInput() {
      let flow = try emit(next)
      if flow != .next { return flow }
    }
    return .next
  }
}

/// `debug(messages)`
final class DebugNode: Node, @unchecked Sendable {
  let messages: Node
  init(_ messages: Node) { self.messages = messages }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    _ = try messages.eval(input, frame) { (message) throws(JQError) in
      try frame.context.host.writeError(InputOutput.debug(message))
      return .next
    }
    return input
  }
}
