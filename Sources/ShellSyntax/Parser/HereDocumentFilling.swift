import ShellBytes

/// Puts the bodies of here-documents into a tree that was made before their lines were read.
///
/// The bodies inside of substitutions are there already: each substitution ends with all of its
/// own.
struct HereDocumentFilling {
  /// The bodies by their number.
  let bodies: [Int: Word]
  /// How many are still to be filled.
  var remaining: Int

  /// Fills the here-documents among redirections.
  mutating func fill(_ redirections: inout [Redirection]) {
    for index in redirections.indices {
      guard case .hereDocument(var document) = redirections[index].target,
        document.body.range.start < 0,
        let body = bodies[-1 &- Int(document.body.range.start)]
      else { continue }
      document.body = body
      redirections[index].target = .hereDocument(document)
      remaining &-= 1
    }
  }

  /// Fills the here-documents of all commands.
  mutating func fill(_ list: inout List) {
    // A body that was deferred has none that are not its own.
    guard remaining > 0, !list.isDeferred else { return }
    var items = list.items
    list.items = []
    for index in items.indices where remaining > 0 {
      fill(&items[index].andOr.first)
      for link in items[index].andOr.rest.indices where remaining > 0 {
        fill(&items[index].andOr.rest[link].pipeline)
      }
    }
    list.items = items
  }

  private mutating func fill(_ list: inout List?) {
    guard var filled = list else { return }
    fill(&filled)
    list = filled
  }

  private mutating func fill(_ pipeline: inout Pipeline) {
    for index in pipeline.commands.indices where remaining > 0 {
      fill(&pipeline.commands[index])
    }
  }

  private mutating func fill(_ command: inout Command) {
    switch command {
    case .simple(var simple):
      guard !simple.redirections.isEmpty else { return }
      fill(&simple.redirections)
      command = .simple(simple)
    case .compound(var compound):
      fill(&compound)
      command = .compound(compound)
    case .functionDefinition(var definition):
      fill(&definition.body)
      command = .functionDefinition(definition)
    case .coprocess(var coprocess):
      fill(&coprocess.command)
      command = .coprocess(coprocess)
    }
  }

  private mutating func fill(_ compound: inout CompoundCommand) {
    fill(&compound.redirections)
    switch compound.body {
    case .braceGroup(var list):
      fill(&list)
      compound.body = .braceGroup(list)
    case .subshell(var list):
      fill(&list)
      compound.body = .subshell(list)
    case .for(var loop):
      fill(&loop.body)
      compound.body = .for(loop)
    case .select(var loop):
      fill(&loop.body)
      compound.body = .select(loop)
    case .arithmeticFor(var loop):
      fill(&loop.body)
      compound.body = .arithmeticFor(loop)
    case .while(var loop):
      fill(&loop.condition)
      fill(&loop.body)
      compound.body = .while(loop)
    case .if(var conditional):
      for index in conditional.branches.indices {
        fill(&conditional.branches[index].condition)
        fill(&conditional.branches[index].body)
      }
      fill(&conditional.otherwise)
      compound.body = .if(conditional)
    case .case(var conditional):
      for index in conditional.items.indices { fill(&conditional.items[index].body) }
      compound.body = .case(conditional)
    case .conditional, .arithmetic: break
    }
  }
}
