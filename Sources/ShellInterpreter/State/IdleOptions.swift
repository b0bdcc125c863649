import ShellBytes

/// The options of `shopt` that change nothing here: those of line editing, history, mail, older
/// versions of bash and the like. They can be set, unset and asked for, because scripts do.
///
/// - Source: bash 5.2 manual 4.3.2.
struct IdleOptions: Equatable {
  private var bits: UInt64

  /// In the order of `shopt`'s listing.
  static let names: [ByteString] = [
    "autocd", "assoc_expand_once", "cdspell", "checkhash", "checkjobs", "compat31", "compat32",
    "compat40", "compat41", "compat42", "compat43", "compat44", "complete_fullquote",
    "direxpand", "dirspell", "extquote", "force_fignore", "gnu_errfmt", "histappend",
    "histreedit", "histverify", "hostcomplete", "huponexit", "lithist", "login_shell",
    "mailwarn", "no_empty_cmd_completion", "noexpand_translation", "progcomp", "progcomp_alias",
    "restricted_shell",
  ]

  /// A fresh shell's.
  static let initial: IdleOptions = {
    var options = IdleOptions(bits: 0)
    for name: ByteString in [
      "complete_fullquote", "extquote", "force_fignore", "hostcomplete", "progcomp",
    ] {
      if let index = names.firstIndex(of: name) { options[index] = true }
    }
    return options
  }()

  subscript(index: Int) -> Bool {
    get { bits & 1 << UInt64(index) != 0 }
    set {
      if newValue { bits |= 1 << UInt64(index) } else { bits &= ~(1 << UInt64(index)) }
    }
  }
}

/// An option of `shopt`, by its place in one of the two tables.
enum ShellOption {
  case active(Options)
  case idle(Int)

  /// All, in the order of the listing: that of the names, but for the first.
  static let all: [(name: ByteString, option: ShellOption)] =
    (Options.shopt.map { ($0.name, .active($0.option)) }
    + IdleOptions.names.enumerated().map { ($1, .idle($0)) })
    .sorted { ($0.0 == "autocd" ? 0 : 1, $0.0) < ($1.0 == "autocd" ? 0 : 1, $1.0) }

  static func named(_ name: ByteString) -> ShellOption? {
    all.first { $0.name == name }?.option
  }
}

extension Interpreter {
  func isOn(_ option: ShellOption) -> Bool {
    switch option {
    case .active(let option): return options.contains(option)
    case .idle(let index): return idleOptions[index]
    }
  }

  /// Sets or unsets options; what follows from them is done once.
  mutating func turn(_ changed: [ShellOption], on isOn: Bool) {
    var active = options
    for option in changed {
      switch option {
      case .active(let option):
        active.set(option, isOn)
        // It brings both with it (bash 5.2 manual 4.3.2).
        if option == .extdebug { active.set([.functrace, .errtrace], isOn) }
      case .idle(let index):
        if level > 0 { journal.append(.idleOptions(idleOptions)) }
        idleOptions[index] = isOn
      }
    }
    changeOptions(to: active)
  }
}
