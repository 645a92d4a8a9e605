/// Finds messages and methods by name, for tools that learn only at run time what to call.
public enum SchemaRegistry {
  /// The message with this name, with or without the package (`fealty.v1.`).
  public static func message(named name: String) -> MessageSchema? {
    messages.first { $0.name == name } ?? messages.first { $0.name == "fealty.v1." + name }
  }

  /// The method with this name, such as `Points` and `Earn`.
  public static func method(service: String, name: String) -> MethodSchema? {
    methods.first { $0.service == service && $0.name == name }
  }

  /// The method with this number.
  public static func method(id: UInt16) -> MethodSchema? {
    methods.first { $0.id == id }
  }
}
