package io.github.nsglint.report;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What all elements of a network have in {@link NetworkJson}. */
final class ElementJson {
  private final JsonOutput out;

  ElementJson(JsonOutput out) {
    this.out = out;
  }

  /** Opens the element's object; the caller ends it. */
  void start(Element element) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", element.id().toString());
    out.writeStringField("name", element.name());
    JsonReport.place(out, element.span());
    condition(element.condition());
  }

  void condition(Optional<Node.Unresolved> condition) throws IOException {
    if (condition.isEmpty()) {
      out.writeNullField("condition");
      return;
    }
    out.writeObjectFieldStart("condition");
    text("symbol", Optional.of(condition.get().symbol()).filter(symbol -> !symbol.isEmpty()));
    reason(condition.get().reason(), condition.get().span());
  }

  void unresolved(List<UnresolvedValue> values) throws IOException {
    out.writeArrayFieldStart("unresolved");
    for (UnresolvedValue value : values) {
      out.writeStartObject();
      out.writeStrings("properties", value.properties());
      reason(value.reason(), value.span());
    }
    out.writeEndArray();
  }

  /** Ends the object. */
  private void reason(String reason, Span span) throws IOException {
    out.writeStringField("reason", Wording.oneLine(reason));
    JsonReport.place(out, span);
    out.writeEndObject();
  }

  void text(String field, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      out.writeStringField(field, text.get());
    } else {
      out.writeNullField(field);
    }
  }

  /** As text, {@code null} when it is not set or not known. */
  void value(String field, Optional<? extends Value<?>> value) throws IOException {
    text(field, value.flatMap(Value::known).map(Object::toString));
  }

  /** As texts, {@code null} for what is not known. */
  void values(String field, List<? extends Value<?>> values) throws IOException {
    texts(field, values.stream().map(value -> value.known().map(Object::toString)).toList());
  }

  /** As ids, {@code null} for what is not known. */
  void references(String field, List<Reference> references) throws IOException {
    texts(field, references.stream().map(ElementJson::id).toList());
  }

  void reference(String field, Reference reference) throws IOException {
    text(field, id(reference));
  }

  static Optional<String> id(Reference reference) {
    return reference.fold(
        Optional::<String>empty,
        to -> Optional.of(to.id().toString()),
        unresolved -> Optional.<String>empty());
  }

  /** A setting as written, {@code null} when it is not set or not known. */
  void setting(String field, Optional<Node> setting) throws IOException {
    text(field, setting.flatMap(Node::scalar));
  }

  void texts(String field, List<Optional<String>> texts) throws IOException {
    out.writeArrayFieldStart(field);
    for (Optional<String> text : texts) {
      if (text.isPresent()) {
        out.writeString(text.get());
      } else {
        out.writeNull();
      }
    }
    out.writeEndArray();
  }
}
