import ShellBytes

/// The environment that Lambda gives to a function, less what holds a secret.
///
/// - Source: AWS Lambda developer guide, `configuration-envvars`.
public struct FunctionEnvironment: Sendable {
  public var handler: ByteString
  public var taskRoot: ByteString
  public var functionName: ByteString = "function"
  public var memoryMegabytes = 128
  public var region: ByteString = "us-east-1"

  public init(handler: ByteString, taskRoot: ByteString) {
    self.handler = handler
    self.taskRoot = taskRoot
  }

  /// What an invocation names the function by.
  public var functionARN: ByteString {
    "arn:aws:lambda:\(region):012345678912:function:\(functionName)"
  }

  /// The variables that a function finds whatever it inherited.
  public var fixed: [(name: ByteString, value: ByteString)] {
    [
      ("_HANDLER", handler), ("LAMBDA_TASK_ROOT", taskRoot),
      ("AWS_LAMBDA_FUNCTION_NAME", functionName), ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
      ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", ByteString(memoryMegabytes)),
    ]
  }

  /// The variables that it finds unless it inherited others.
  public var defaults: [(name: ByteString, value: ByteString)] {
    [
      ("LAMBDA_RUNTIME_DIR", "/var/runtime"), ("AWS_REGION", region),
      ("AWS_DEFAULT_REGION", region), ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
      ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/\(functionName)"),
      ("AWS_LAMBDA_LOG_STREAM_NAME", "$LATEST"), ("AWS_LAMBDA_LOG_FORMAT", "Text"),
      ("TZ", ":UTC"), ("LANG", "en_US.UTF-8"), ("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin"),
    ]
  }

  /// The variables of a function that inherits `entries`, `NAME=value` each.
  public func applied(
    to entries: [ByteString]
  ) -> [(name: ByteString, value: ByteString)] {
    var variables: [(name: ByteString, value: ByteString)] = []
    var places: [ByteString: Int] = [:]
    func set(_ name: ByteString, _ value: ByteString, overriding: Bool) {
      if let place = places[name] {
        if overriding { variables[place].value = value }
        return
      }
      places[name] = variables.count
      variables.append((name, value))
    }
    for entry in entries {
      guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
      set(entry.prefix(equals), entry.dropFirst(equals + 1), overriding: true)
    }
    for (name, value) in fixed { set(name, value, overriding: true) }
    for (name, value) in defaults { set(name, value, overriding: false) }
    return variables
  }
}
