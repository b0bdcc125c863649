import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `id` prints the user and the groups of this process, or of a user.
  ///
  /// - Status: 0; 1 for a user that is not known.
  /// - Source: POSIX.1-2024 XCU `id`. Beyond it, as GNU: `-z`.
  public static let id = Utility("id", usage: "[-gGnruz] [user]") { context in
    let arguments = try context.parseArguments(
      options: "agGnruzZ",
      long: ["group g", "groups G", "name n", "real r", "user u", "zero z", "context Z"])
    let letters = ByteSet(arguments.options.map(\.letter))
    func has(_ letter: Unicode.Scalar) -> Bool { letters.contains(UInt8(ascii: letter)) }
    let choices = ["u", "g", "G"].filter { has($0) }
    if choices.count > 1 {
      throw UtilityError("cannot print \"only\" of more than one choice")
    }
    if choices.isEmpty && (has("n") || has("r")) {
      throw UtilityError("cannot print only names or real IDs in default format")
    }
    var status = ExitStatus.success
    for name in arguments.operands.isEmpty ? [nil] : arguments.operands.map(Optional.some) {
      guard let identity = Identity(name, isReal: has("r")) else {
        context.report("\((name ?? "").quoted): no such user")
        status = .failure
        continue
      }
      var values: [ByteString]
      switch choices.first {
      case "u": values = [has("n") ? identity.userName : ByteString(Int(identity.user))]
      case "g":
        values = [has("n") ? Identity.name(of: identity.group) : ByteString(Int(identity.group))]
      case "G":
        values = identity.groups.map { has("n") ? Identity.name(of: $0) : ByteString(Int($0)) }
      default: values = [identity.full]
      }
      let end: ByteString = has("z") ? ByteString([0]) : "\n"
      let separator: ByteString = has("z") ? ByteString([0]) : " "
      try context.output.write(ByteString.joined(values, separator: separator) + end)
    }
    return status
  }
}

/// Who a process or a user is.
private struct Identity {
  var user: UInt32
  var group: UInt32
  var groups: [UInt32]

  init?(_ name: ByteString?, isReal: Bool) {
    guard let name else {
      user = isReal ? ProcessIdentity.user : ProcessIdentity.effectiveUser
      group = isReal ? ProcessIdentity.realGroup : ProcessIdentity.effectiveGroup
      let own = group
      groups = [group] + ProcessIdentity.groups.filter { $0 != own }
      return
    }
    let number = name.decimalInteger.flatMap { UInt32(exactly: $0) }
    guard let found = User(named: name) ?? number.flatMap({ User(id: $0) }) else { return nil }
    user = found.id
    group = found.group
    groups = [group]
  }

  var userName: ByteString { User(id: user)?.name ?? ByteString(Int(user)) }

  static func name(of group: UInt32) -> ByteString {
    User.groupName(group) ?? ByteString(Int(group))
  }

  var full: ByteString {
    func shown(_ id: UInt32, _ name: ByteString?) -> ByteString {
      name.map { "\(id)(\($0))" } ?? "\(id)"
    }
    let list = groups.map { shown($0, User.groupName($0)) }
    return "uid=\(shown(user, User(id: user)?.name)) gid=\(list[0])"
      + " groups=\(ByteString.joined(list, separator: ","))"
  }
}
