import ShellBytes
import ShellSystem

/// Where modules are found, and what the functions about them answer.
public struct JQModules {
  /// The directories that `-L` gave, or the defaults.
  public var searchPath: [ByteString]
  /// The directory of the program `jq`.
  public var origin: ByteString
  /// The directory of the program's text.
  public var programOrigin: ByteString
  /// The user's home.
  public var home: ByteString?
  /// The bytes of a file.
  public var read: (ByteString) throws(Errno) -> ByteString
  /// The path without links and dots, or the same where that is impossible.
  public var resolve: (ByteString) -> ByteString
  /// Whether `~/.jq` is a file, whose definitions every program has.
  public var hasStartFile: Bool

  /// No modules at all.
  public init() {
    searchPath = []
    origin = ""
    programOrigin = ""
    home = nil
    read = { (_: ByteString) throws(Errno) in throw .noEntry }
    resolve = { $0 }
    hasStartFile = false
  }
}

/// Finds, reads and binds modules.
final class Linker {
  private let modules: JQModules
  private let compiler: Compiler
  /// The functions of each module read, in their order; nil while one is being read.
  private var loaded: [ByteString: [Function]?] = [:]

  init(_ modules: JQModules, _ compiler: Compiler) {
    self.modules = modules
    self.compiler = compiler
  }

  private static func fail(_ message: ByteString) -> CompileError {
    CompileError(messages: ["jq: error: \(message)\n"])
  }

  /// The names that a program or module gets from what it imports.
  func link(
    _ source: Source, origin: ByteString?, isProgram: Bool
  ) throws(CompileError) -> Scope? {
    var scope: Scope?
    if isProgram && modules.hasStartFile, let home = modules.home {
      let functions = try load(home + "/.jq")
      for function in functions {
        scope = compiler.alias(function, as: function.definition.name, in: scope)
      }
    }
    for item in source.imports {
      scope = try bind(item, origin, scope)
    }
    return scope
  }

  private func bind(
    _ item: Source.Import, _ origin: ByteString?, _ scope: Scope?
  ) throws(CompileError) -> Scope? {
    var scope = scope
    let isOptional = item.metadata["optional"]?.isTrue == true
    let path: ByteString
    do throws(CompileError) {
      path = try find(item, origin)
    } catch {
      if isOptional { return scope }
      throw error
    }
    if item.isData {
      let value = try data(path, isRaw: item.metadata["raw"]?.isTrue == true)
      let name = item.name ?? ""
      scope = Scope(.constant(name: name, value), in: scope)
      return Scope(.constant(name: name + "::" + name, value), in: scope)
    }
    for function in try load(path) {
      let name = function.definition.name
      scope = compiler.alias(
        function, as: item.name.map { $0 + "::" + name } ?? name, in: scope)
    }
    return scope
  }

  private func data(_ path: ByteString, isRaw: Bool) throws(CompileError) -> JSONValue {
    let text = try read(path)
    if isRaw { return .string(JSONString(text)) }
    do throws(JQError) {
      return .array(JSONArray(try JSONParser.parseAll(text)))
    } catch {
      let message = error.raised?.string?.byteString ?? ""
      throw Linker.fail("loading data file \(path): \(message)")
    }
  }

  private func read(_ path: ByteString) throws(CompileError) -> ByteString {
    do throws(Errno) {
      return try modules.read(path)
    } catch {
      throw Linker.fail("loading data file \(path): Could not open \(path): \(error.message)")
    }
  }

  private func load(_ path: ByteString) throws(CompileError) -> [Function] {
    if let known = loaded[path] {
      guard let known else { throw Linker.fail("circular import of \(path)") }
      return known
    }
    let text = try read(path)
    loaded[path] = .some(nil)
    let parsed = try Parser.program(text, file: path)
    if parsed.query != nil {
      throw CompileError(messages: [
        CompileError.locate(
          "library should only have function definitions, not a main expression", 0, 1,
          in: text, file: path)
      ])
    }
    var scope = try link(parsed, origin: Path.directory(path), isProgram: false)
    let source = SourceText(text: text, file: path)
    var functions: [Function] = []
    for definition in parsed.definitions {
      scope = compiler.define(definition, in: scope, source: source)
      if case .function(_, _, let function)? = scope?.entry { functions.append(function) }
    }
    loaded[path] = functions
    return functions
  }

  // MARK: Finding

  private func find(
    _ item: Source.Import, _ origin: ByteString?
  ) throws(CompileError) -> ByteString {
    do throws(JQError) {
      var directories: [ByteString] = []
      switch item.metadata["search"] {
      case .array(let list)?: directories = list.compactMap { $0.string?.byteString }
      case .string(let text)?: directories = [text.byteString]
      case nil: directories = ["."] + modules.searchPath
      default: break
      }
      return try Linker.find(
        item.path, directories, suffix: item.isData ? ".json" : ".jq", origin, modules)
    } catch {
      throw Linker.fail(error.raised?.string?.byteString ?? "")
    }
  }

  /// The file of a module.
  static func find(
    _ name: ByteString, _ directories: [ByteString], suffix: ByteString, _ origin: ByteString?,
    _ modules: JQModules
  ) throws(JQError) -> ByteString {
    try check(name)
    for directory in directories {
      guard let base = expand(directory, origin, modules) else { continue }
      let last = Path.lastComponent(name)
      let candidates: [ByteString] = [
        "\(base)/\(name)\(suffix)", "\(base)/\(name)/jq/main\(suffix)",
        "\(base)/\(name)/\(last)\(suffix)",
      ]
      for candidate in candidates {
        let path = modules.resolve(candidate)
        do throws(Errno) {
          _ = try modules.read(path)
          return path
        } catch {
          continue
        }
      }
    }
    throw JQError("module not found: \(name)")
  }

  private static func check(_ name: ByteString) throws(JQError) {
    if name.contains(0) { throw JQError("Module path contains a NUL byte") }
    if name.contains(0x5C) {
      throw JQError("Modules must be named by relative paths using '/', not '\\' (\(name))")
    }
    var previous: ByteString?
    for part in name.split(at: 0x2F) {
      if part == ".." {
        throw JQError(
          "Relative paths to modules may not traverse to parent directories (\(name))")
      }
      if part == previous {
        throw JQError("module names must not have equal consecutive components: \(name)")
      }
      previous = part
    }
  }

  private static func expand(
    _ directory: ByteString, _ origin: ByteString?, _ modules: JQModules
  ) -> ByteString? {
    if directory == "~" || directory.hasPrefix("~/") {
      guard let home = modules.home else { return nil }
      return home + directory.dropFirst(1)
    }
    if directory.hasPrefix("$ORIGIN/") { return modules.origin + directory.dropFirst(7) }
    if directory.isEmpty { return nil }
    if directory.first != 0x2F, let origin { return origin + "/" + directory }
    return directory
  }

  /// What `modulemeta` answers.
  static func metadata(_ name: ByteString, _ modules: JQModules) throws(JQError) -> JSONValue {
    let path = try find(name, modules.searchPath, suffix: ".jq", nil, modules)
    let parsed: Source
    do throws(Errno) {
      let text = try modules.read(path)
      do throws(CompileError) {
        parsed = try Parser.program(text, file: path)
      } catch {
        return .null
      }
    } catch {
      throw JQError("Could not open \(path): \(error.message)")
    }
    var result = parsed.metadata ?? JSONObject()
    var deps = JSONArray()
    for item in parsed.imports {
      var dep = item.metadata
      if let name = item.name { dep.set("as", .string(JSONString(name))) }
      dep.set("is_data", .boolean(item.isData))
      dep.set("relpath", .string(JSONString(item.path)))
      deps.append(.object(dep))
    }
    result.set("deps", .array(deps))
    var defs = JSONArray()
    for definition in parsed.definitions {
      let text: ByteString = "\(definition.name)/\(definition.parameters.count)"
      defs.append(.string(JSONString(text)))
    }
    result.set("defs", .array(defs))
    return .object(result)
  }
}
