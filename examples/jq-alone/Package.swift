// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "jq-alone",
  dependencies: [.package(name: "nacre", path: "../..")],
  targets: [
    .executableTarget(name: "jq-alone", dependencies: [.product(name: "JQ", package: "nacre")])
  ])
