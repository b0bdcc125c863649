// swift-tools-version: 6.2
import PackageDescription

/// The emulator is the only part with a package dependency, and SwiftNIO takes minutes to build:
/// `NACRE_WITHOUT_EMULATOR=1 swift build` leaves both out.
let hasEmulator = Context.environment["NACRE_WITHOUT_EMULATOR"] == nil

/// `NACRE_FUZZ=1` adds the program that scripts/fuzz runs.
let hasFuzz = Context.environment["NACRE_FUZZ"] != nil

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func layer(_ name: String, _ imports: Target.Dependency...) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

func tests(_ name: String, _ imports: Target.Dependency...) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: settings)
}

func tool(_ name: String, _ imports: Target.Dependency...) -> Target {
  .executableTarget(name: name, dependencies: imports, swiftSettings: settings)
}

// What each layer may import; ArchitectureTests hold the sources to it.
var targets: [Target] = [
  .target(name: "CShellSpawn"),
  .target(name: "CCurl"),
  .target(name: "CReadline"),
  .target(name: "COniguruma"),
  .target(name: "CPCRE2"),
  layer("ShellBytes"),
  layer("ShellPatterns", "ShellBytes"),
  layer("ShellSyntax", "ShellBytes"),
  layer("ShellSystem", "ShellBytes", "CShellSpawn"),
  layer("ShellCommand", "ShellBytes", "ShellSystem"),
  layer(
    "ShellUtilities", "ShellBytes", "ShellPatterns", "ShellSystem", "ShellCommand", "CPCRE2"),
  layer("JQ", "ShellBytes", "ShellSystem", "ShellCommand", "COniguruma"),
  layer("Curl", "ShellBytes", "ShellSystem", "ShellCommand", "CCurl"),
  layer(
    "ShellInterpreter", "ShellBytes", "ShellPatterns", "ShellSyntax", "ShellSystem",
    "ShellCommand"),
  layer(
    "Nacre", "ShellBytes", "ShellPatterns", "ShellSyntax", "ShellSystem", "ShellCommand",
    "ShellUtilities", "JQ", "Curl", "ShellInterpreter"),
  layer("ShellREPL", "Nacre", "ShellBytes", "ShellCommand", "ShellSystem", "CReadline"),
  layer("LambdaProtocol", "ShellBytes", "ShellSystem"),
  layer(
    "LambdaRuntime", "Nacre", "ShellBytes", "ShellCommand", "ShellSystem", "LambdaProtocol"),
  tool(
    "nacre", "Nacre", "ShellBytes", "ShellCommand", "ShellSystem", "ShellREPL", "LambdaRuntime"),
  tool("bootstrap", "Nacre", "ShellBytes", "ShellSystem", "LambdaRuntime"),

  .target(
    name: "ShellTestSupport",
    dependencies: [
      "ShellBytes", "ShellSystem", "ShellCommand", "ShellUtilities", "JQ", "Curl", "Nacre",
    ],
    path: "Tests/ShellTestSupport", swiftSettings: settings),
  tests("ShellBytesTests", "ShellBytes"),
  tests("ShellPatternsTests", "ShellPatterns", "ShellBytes"),
  tests("ShellSyntaxTests", "ShellSyntax", "ShellBytes"),
  tests("GrammarTests", "ShellSyntax", "JQ", "ShellBytes"),
  tests("ShellSystemTests", "ShellSystem", "ShellBytes", "ShellTestSupport"),
  tests(
    "ShellUtilitiesTests", "ShellUtilities", "ShellCommand", "ShellBytes", "ShellSystem",
    "ShellTestSupport"),
  tests("JQTests", "JQ", "ShellCommand", "ShellBytes", "ShellSystem", "ShellTestSupport"),
  tests("CurlTests", "Curl", "ShellCommand", "ShellBytes", "ShellSystem", "ShellTestSupport"),
  tests(
    "ShellInterpreterTests", "ShellInterpreter", "Nacre", "ShellBytes", "ShellSystem",
    "ShellCommand", "ShellTestSupport"),
  tests("LambdaTests", "LambdaProtocol", "LambdaRuntime", "Nacre", "ShellBytes", "ShellSystem"),
  tests("ArchitectureTests"),
]

var products: [Product] = [
  .library(name: "Nacre", targets: ["Nacre"]),
  .library(name: "JQ", targets: ["JQ"]),
  .library(name: "Curl", targets: ["Curl"]),
  .executable(name: "nacre", targets: ["nacre"]),
  .executable(name: "bootstrap", targets: ["bootstrap"]),
]

var dependencies: [Package.Dependency] = []

if hasEmulator {
  dependencies.append(
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"))
  targets += [
    layer(
      "LambdaEmulator", "ShellBytes", "ShellSystem", "ShellCommand", "LambdaProtocol",
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio")),
    tool("nacre-serve", "LambdaEmulator", "ShellBytes", "ShellSystem"),
    tests("LambdaEmulatorTests", "LambdaEmulator", "LambdaProtocol", "ShellBytes", "ShellSystem"),
  ]
  products.append(.executable(name: "nacre-serve", targets: ["nacre-serve"]))
}

if hasFuzz {
  targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: ["Nacre", "ShellBytes", "ShellCommand", "ShellSyntax", "ShellSystem"],
      path: "Tests/Fuzz", swiftSettings: settings))
  products.append(.executable(name: "fuzz", targets: ["fuzz"]))
}

let package = Package(
  name: "nacre", products: products, dependencies: dependencies, targets: targets,
  cLanguageStandard: .gnu11)
