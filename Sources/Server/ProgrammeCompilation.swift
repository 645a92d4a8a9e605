internal import FealtyActors
package import FealtyWire

/// Compiling a programme without a server; `fealty bench compile` measures it.
package enum ProgrammeCompilation {
  /// Compiles a programme as after a change of its promotions.
  ///
  /// - Returns: How many promotions were compiled.
  package static func compile(_ programme: Programme) -> Int {
    FealtyActors.ProgrammeCompilation.compile(programme)
  }
}
