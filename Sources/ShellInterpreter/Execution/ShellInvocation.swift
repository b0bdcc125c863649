import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// How a shell is called: `sh [options] [-c string | file] [arguments]` (XCU `sh`).
package struct ShellInvocation {
  package var name: ByteString
  package var arguments: [ByteString]
  /// The script's text, where it was read already.
  package var scriptText: ByteString?

  package init(name: ByteString, arguments: [ByteString], scriptText: ByteString? = nil) {
    self.name = name
    self.arguments = arguments
    self.scriptText = scriptText
  }
}

extension Interpreter {
  /// Runs this shell as a program: options, then a string, a file or standard input.
  /// - Returns: its exit status, after the EXIT trap.
  package mutating func runMain(_ invocation: ShellInvocation) -> ExitStatus {
    // An embedder may have made the shell on another thread.
    stackLimit = NativeStack.limit()
    argumentZero = invocation.name
    source = invocation.name
    if !importedFunctions.isEmpty { defineImportedFunctions() }
    if ShellNames.isPosix(Path.lastComponent(invocation.name)) {
      options.insert(.posix)
      options.insert(.expandAliases)
    }
    var arguments = invocation.arguments[...]
    var wantsCommand = false
    var readsInput = false
    while let word = arguments.first, word.count > 1,
      word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+")
    {
      arguments = arguments.dropFirst()
      if word == "--" || word == "-" { break }
      let isOn = word.first == UInt8(ascii: "-")
      if word.hasPrefix("--") {
        switch word {
        case "--posix": options.insert(.posix)
        case "--norc", "--noprofile", "--login", "--noediting", "--restricted", "--verbose":
          break
        case "--rcfile", "--init-file": arguments = arguments.dropFirst()
        default:
          writeError("\(argumentZero): \(word): invalid option\n")
          return .usage
        }
        continue
      }
      for letter in word.dropFirst() {
        switch letter {
        case UInt8(ascii: "c"): wantsCommand = true
        case UInt8(ascii: "s"): readsInput = true
        case UInt8(ascii: "i"): options.insert(.interactive)
        case UInt8(ascii: "l"): break
        case UInt8(ascii: "o"), UInt8(ascii: "O"):
          guard let name = arguments.first else {
            writeError("\(argumentZero): -\(ByteString([letter])): option requires an argument\n")
            return .usage
          }
          arguments = arguments.dropFirst()
          let known =
            letter == UInt8(ascii: "o")
            ? Options.named.first { $0.name == name }.map { ShellOption.active($0.option) }
            : ShellOption.named(name)
          guard let known else {
            writeError("\(argumentZero): line 0: \(name): invalid option name\n")
            return .usage
          }
          turn([known], on: isOn)
        default:
          guard let known = Options.named.first(where: { $0.letter == letter })?.option else {
            writeError("\(argumentZero): \(ByteString([word[0], letter])): invalid option\n")
            return .usage
          }
          if isOn { options.insert(known) } else { options.remove(known) }
        }
      }
    }
    var text: ByteString
    if wantsCommand {
      guard let string = arguments.first else {
        writeError("\(argumentZero): -c: option requires an argument\n")
        return .usage
      }
      arguments = arguments.dropFirst()
      options.insert(.commandString)
      if let name = arguments.first {
        argumentZero = name
        source = name
        arguments = arguments.dropFirst()
      }
      variables[Slot.executionString].value = string
      variables[Slot.executionString].attributes = .isSet
      inputName = "-c: "
      text = string
    } else if let file = arguments.first, !readsInput {
      arguments = arguments.dropFirst()
      argumentZero = file
      source = file
      if let given = invocation.scriptText {
        text = given
      } else {
        guard let read = readScript(file, of: invocation.name) else { return status }
        text = read
      }
    } else {
      options.insert(.readsInput)
      positional = Positional(base: 0, count: arguments.count, owned: Array(arguments))
      if descriptors[0]?.isTerminal ?? false, descriptors[2]?.isTerminal ?? false {
        options.insert(.interactive)
      }
      if options.contains(.interactive) { beginSession() }
      optionsChanged()
      return finish(runStandardInput())
    }
    positional = Positional(base: 0, count: arguments.count, owned: Array(arguments))
    if options.contains(.interactive) { beginSession() }
    optionsChanged()
    if variables[Slot.bashEnvironment].isSet, let flow = runEnvironmentFile() {
      return finish(flow)
    }
    return finish(runText(text, discards: true))
  }

  /// Reads the file that BASH_ENV names, as bash does before a script (bash 5.2 manual 6.2).
  /// - Returns: how the shell ends, where the file ends it.
  private mutating func runEnvironmentFile() -> Flow? {
    guard !options.contains(.interactive), !options.contains(.posix),
      let value = value(Slot.bashEnvironment), let file = try? expandQuoted(value),
      !file.isEmpty, let text = try? readFile(Path.join(directory, file))
    else { return nil }
    let (outerName, wasString) = (inputName, options.contains(.commandString))
    options.remove(.commandString)
    let flow = evaluate(text, firstLine: 1, source: file)
    inputName = outerName
    if wasString { options.insert(.commandString) }
    return flow == .exit ? flow : nil
  }

  /// Reads a script; what is wrong is reported and left in `status`.
  /// - Parameter name: the shell's, for messages.
  private mutating func readScript(_ file: ByteString, of name: ByteString) -> ByteString? {
    var path = Path.join(directory, file)
    if !host.files.exists(path), !file.contains(UInt8(ascii: "/")), let found = searchPath(file) {
      path = found
    }
    do {
      let text = try readFile(path)
      if !Interpreter.isText(text) {
        writeError("\(file): \(file): cannot execute binary file\n")
        status = .notExecutable
        return nil
      }
      return text
    } catch let error as Errno {
      writeError("\(error == .isDirectory ? file : name): \(file): \(error.message)\n")
      status = error == .noEntry ? .notFound : .notExecutable
    } catch {
      status = .notExecutable
    }
    return nil
  }

  /// Reads commands from standard input, no further than each needs, so that the commands see
  /// what follows them (XCU `sh`, STDIN).
  private mutating func runStandardInput() -> Flow {
    var text = ByteString()
    var firstLine = 1
    while true {
      // Looked for at each line: `exec <file` makes the shell read from there.
      guard let input = descriptors[0] else { return .normal }
      var line = ByteBuffer()
      var isTerminated = false
      if options.contains(.interactive) {
        writePrompt(text.isEmpty ? "PS1" : "PS2", number: firstLine)
      }
      do throws(Errno) {
        isTerminated = try input.readLine(
          into: &line, limit: max(1, host.limits.value &- text.count), gate)
      } catch {
        if error == .interrupted || error == .cancelled {
          let flow = attend()
          if flow == .normal { continue }
          guard options.contains(.interactive), returnsToPrompt(flow) else { return flow }
          text = ByteString()
          continue
        }
        complain("error reading input: \(error.message)")
        status = .failure
        return .normal
      }
      let isEnd = !isTerminated
      if text.count &+ line.count >= host.limits.value {
        return report(sizeError("input: value", host.limits.value))
      }
      text.append(line.string())
      if isTerminated { text.append(10) }
      if !isEnd && isUnfinished(text) { continue }
      if !text.isEmpty {
        let flow = runText(text, firstLine: firstLine, discards: true)
        if flow != .normal && !(options.contains(.interactive) && returnsToPrompt(flow)) {
          return flow
        }
        firstLine += text.reduce(0) { $1 == 10 ? $0 + 1 : $0 }
        text = ByteString()
      }
      if isEnd { return .normal }
    }
  }

  /// Whether a text ends inside of a construct, so that more has to be read.
  package mutating func isUnfinished(_ text: ByteString) -> Bool {
    if endsInContinuation(text) { return true }
    let table = aliases
    var parser = Parser(text, dialect: dialect, firstLine: 1, aliases: { table[$0] })
    do throws(SyntaxError) {
      while try parser.nextCompleteCommand() != nil {}
      return parser.endsInHereDocument
    } catch {
      return error.isIncomplete
    }
  }

  /// Whether the newline at the end of a text is taken away with a backslash before it.
  private func endsInContinuation(_ text: ByteString) -> Bool {
    var count = 0
    while count + 1 < text.count, text[text.count - 2 - count] == UInt8(ascii: "\\") { count += 1 }
    return text.last == 10 && count % 2 == 1
  }

  /// Ends the shell: the EXIT trap, and what it leaves.
  mutating func finish(_ flow: Flow) -> ExitStatus {
    if flow == .discard && status.isSuccess { status = .failure }
    runExitTrap()
    if !pending.isEmpty { startPendingStages() }
    // Who shares standard input goes on behind what was used of it (XCU 1.4, INPUT FILES).
    if ownsSignals { descriptors[0]?.returnUnread() }
    return status
  }
}
