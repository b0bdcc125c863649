import Glibc
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaRuntime

@Suite("nacre invoke and bootstrap, used wrongly")
struct CommandTests {
  static let wrong: [([String], String)] = [
    ([], "no function is named"), (["a", "b"], "more than one function is named"),
    (["-x", "f"], "invalid option -- 'x'"),
    (["--nothing", "f"], "unrecognized option '--nothing'"),
    (["-e"], "option requires an argument -- 'e'"),
    (["-t", "soon", "f"], "--timeout wants seconds"),
    (["-t", "0", "f"], "--timeout wants seconds"),
    (["--env", "=1", "f"], "--env wants NAME=VALUE"),
    (["-e", "{}", "../x.f"], "the file must lie below the task root"),
    (["-e", "{}", "x."], "no function follows the last dot"),
  ]

  @Test(arguments: wrong) func invokeSaysHowItIsUsed(
    _ arguments: [String], _ message: String
  ) async throws {
    let words = arguments
    let result = try await #require(
      processExitsWith: .exitCode(2), observing: [\.standardErrorContent]
    ) { [words = words as [String]] in
      ProcessIdentity.exit(InvokeCommand.run(arguments: words.map { ByteString($0) }))
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains(message))
    #expect(text.contains("Usage: nacre invoke "))
  }

  @Test func invokeHelps() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(0), observing: [\.standardOutputContent]
    ) { ProcessIdentity.exit(InvokeCommand.run(arguments: ["--help"])) }
    let text = String(decoding: result.standardOutputContent, as: UTF8.self)
    #expect(text.hasPrefix("Usage: nacre invoke "))
    for option in ["--event", "--file", "--timeout", "--env", "--help"] {
      #expect(text.contains(option))
    }
  }

  @Test func anEventThatCannotBeReadIsNamed() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(2), observing: [\.standardErrorContent]
    ) { ProcessIdentity.exit(InvokeCommand.run(arguments: ["-f", "/no/such/event", "f"])) }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text == "nacre invoke: /no/such/event: No such file or directory\n")
  }

  @Test func bootstrapNeedsTheAPI() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) {
      unsetenv("AWS_LAMBDA_RUNTIME_API")
      ProcessIdentity.exit(BootstrapCommand.run(arguments: []))
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(
      text == "bootstrap: AWS_LAMBDA_RUNTIME_API is not set: Lambda and 'nacre serve' set it\n")
  }

  @Test func bootstrapPostsAMalformedName() async throws {
    let server = try FakeServer(texts: [accepted])
    let endpoint = server.endpoint.description
    try await #require(processExitsWith: .exitCode(1)) { [endpoint = endpoint as String] in
      setenv("AWS_LAMBDA_RUNTIME_API", endpoint, 1)
      setenv("_HANDLER", "echo", 1)
      ProcessIdentity.exit(BootstrapCommand.run(arguments: []))
    }
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /2018-06-01/runtime/init/error HTTP/1.1")
    #expect(
      request.header("lambda-runtime-function-error-type") == "Runtime.MalformedHandlerName")
    #expect(String(decoding: request.body, as: UTF8.self).contains("'echo' is no handler"))
  }

  @Test func bootstrapNamesWhatIsNoAddress() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) {
      setenv("AWS_LAMBDA_RUNTIME_API", "nowhere", 1)
      ProcessIdentity.exit(BootstrapCommand.run(arguments: []))
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text == "bootstrap: AWS_LAMBDA_RUNTIME_API is 'nowhere': Invalid argument\n")
  }
}
