package io.github.nsglint.report;

import io.github.nsglint.analysis.Trace;
import io.github.nsglint.analysis.Trace.Answer;
import io.github.nsglint.analysis.Trace.Flows;
import io.github.nsglint.analysis.Trace.Part;
import io.github.nsglint.analysis.Trace.Step;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Problem;
import io.github.nsglint.flow.PortRange;
import io.github.nsglint.flow.PortSet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * A trace for programs: one object. A key is always there; {@code null} stands for what is absent.
 * New keys may come; none goes, and none changes its meaning, without a new {@code schemaVersion}.
 *
 * <pre>{@code
 * {
 *   "nsglint": "0.1.0",
 *   "schemaVersion": 1,
 *   "question": {
 *     "from": "Internet", "to": "vm-web", "protocol": "Tcp",
 *     "sourcePortRanges": ["*"], "destinationPortRanges": ["22", "8000-9000"]
 *   },
 *   "answer": "allowed",       // or denied, depends; mixed when the parts differ
 *   "conclusion": ["…"],       // one clause for each answer there is to a part
 *   "ways": [{                 // one for each pair of areas that the flows lead between
 *     "source": "Internet", "destination": "vm-web, snet-web (vnet-hub)",
 *     "parts": [{              // together all flows of the way; no two have a flow in common
 *       "answer": "denied",    // or allowed, depends
 *       "flows": [{            // null: all of the way
 *         "protocols": null, "sources": null, "sourcePortRanges": null,
 *         "destinations": null, "destinationPortRanges": ["22"]
 *       }],
 *       "steps": [{            // in turn, up to the one that denies
 *         "direction": "Inbound", "place": "subnet snet-web (vnet-hub)",
 *         "networkSecurityGroup": "nsg-web", "answer": "denied",
 *         "decidedBy": { "name": "DenyRdp", "priority": 200, "standard": false,
 *                        "file": "main.json", "line": 31, "column": 9 }
 *       }],
 *       "dependsOn": [{ "text": "…", "file": "…", "line": 3, "column": 1 }]
 *     }]
 *   }],
 *   "notes": ["…"],
 *   "problems": [{ "severity": "error", "code": "…", "message": "…", "file": "…",
 *                  "line": 3, "column": 1, "endLine": 3, "endColumn": 2 }]
 * }
 * }</pre>
 */
public final class TraceJson {
  private static final int SCHEMA_VERSION = 1;

  private TraceJson() {}

  /**
   * @param problems of loading, in the order to write them
   * @param stream stays open
   */
  public static void write(Trace trace, List<Problem> problems, String version, OutputStream stream)
      throws IOException {
    try (JsonOutput out = JsonOutput.to(stream)) {
      out.writeStartObject();
      out.writeStringField("nsglint", version);
      out.writeNumberField("schemaVersion", SCHEMA_VERSION);
      question(out, trace.question());
      out.writeStringField("answer", answer(trace));
      out.writeStrings(
          "conclusion", new TraceWords(trace).conclusion().stream().map(Wording::oneLine).toList());
      out.writeArrayFieldStart("ways");
      for (Trace.Way way : trace.ways()) {
        way(out, way);
      }
      out.writeEndArray();
      out.writeStrings("notes", trace.notes().stream().map(Wording::sentence).toList());
      out.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        JsonReport.problem(out, problem);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    stream.write('\n');
    stream.flush();
  }

  private static void question(JsonOutput out, Trace.Question question) throws IOException {
    out.writeObjectFieldStart("question");
    out.writeStringField("from", question.from().text());
    out.writeStringField("to", question.to().text());
    out.writeStringField("protocol", question.protocol().toString());
    out.writeStrings("sourcePortRanges", ports(question.sourcePorts()));
    out.writeStrings("destinationPortRanges", ports(question.destinationPorts()));
    out.writeEndObject();
  }

  private static List<String> ports(PortSet ports) {
    return ports.equals(PortSet.all())
        ? List.of("*")
        : ports.ranges().stream().map(PortRange::toString).toList();
  }

  private static String answer(Trace trace) {
    List<Answer> answers = trace.parts().stream().map(Part::answer).distinct().toList();
    return answers.size() == 1 ? word(answers.get(0)) : "mixed";
  }

  private static String word(Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }

  private static void way(JsonOutput out, Trace.Way way) throws IOException {
    out.writeStartObject();
    out.writeStringField("source", Wording.oneLine(way.source()));
    out.writeStringField("destination", Wording.oneLine(way.destination()));
    out.writeArrayFieldStart("parts");
    for (Part part : way.parts()) {
      part(out, part);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void part(JsonOutput out, Part part) throws IOException {
    out.writeStartObject();
    out.writeStringField("answer", word(part.answer()));
    out.writeArrayFieldStart("flows");
    for (Flows flows : part.flows()) {
      out.writeStartObject();
      listOrAll(out, "protocols", flows.protocols());
      listOrAll(out, "sources", flows.sources());
      listOrAll(out, "sourcePortRanges", flows.sourcePorts());
      listOrAll(out, "destinations", flows.destinations());
      listOrAll(out, "destinationPortRanges", flows.destinationPorts());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("steps");
    for (Step step : part.steps()) {
      step(out, step);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("dependsOn");
    for (Remark remark : part.dependsOn()) {
      out.writeStartObject();
      out.writeStringField("text", Wording.oneLine(remark.text()));
      JsonReport.place(out, remark.span());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void listOrAll(JsonOutput out, String field, List<String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      out.writeNullField(field);
    } else {
      out.writeStrings(field, texts);
    }
  }

  private static void step(JsonOutput out, Step step) throws IOException {
    out.writeStartObject();
    out.writeStringField("direction", step.direction().toString());
    out.writeStringField("place", Wording.oneLine(step.place()));
    if (step.group().isPresent()) {
      out.writeStringField("networkSecurityGroup", step.group().get());
    } else {
      out.writeNullField("networkSecurityGroup");
    }
    out.writeStringField("answer", word(step.answer()));
    JsonReport.decidedBy(out, step.rule());
    out.writeEndObject();
  }
}
