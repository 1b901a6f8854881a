package io.github.nsglint.report;

import io.github.nsglint.document.Problem;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A network security group in {@link NetworkJson}. */
final class GroupJson {
  private final JsonOutput out;
  private final ElementJson elements;
  private final Layout layout;

  GroupJson(JsonOutput out, Layout layout) {
    this.out = out;
    this.elements = new ElementJson(out);
    this.layout = layout;
  }

  void write(NetworkSecurityGroup group) throws IOException {
    elements.start(group);
    out.writeStrings(
        "subnets",
        layout.attachments().subnetsOf(group).stream()
            .map(subnet -> subnet.id().toString())
            .toList());
    out.writeStrings(
        "contradictedSubnets",
        layout.contradictedSubnets(group).stream().map(Object::toString).toList());
    out.writeStrings(
        "networkInterfaces",
        layout.attachments().interfacesOf(group).stream().map(nic -> nic.id().toString()).toList());
    rules("inbound", Layout.rules(group, Direction.INBOUND));
    rules("outbound", Layout.rules(group, Direction.OUTBOUND));
    out.writeArrayFieldStart("defects");
    for (Problem defect : group.defects()) {
      JsonReport.problem(out, defect);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void rules(String field, List<SecurityRule> rules) throws IOException {
    out.writeArrayFieldStart(field);
    for (SecurityRule rule : rules) {
      rule(rule);
    }
    out.writeEndArray();
  }

  private void rule(SecurityRule rule) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", rule.name());
    if (rule.priority().known().isPresent()) {
      out.writeNumberField("priority", rule.priority().known().get());
    } else {
      out.writeNullField("priority");
    }
    elements.text("direction", rule.direction().known().map(Object::toString));
    elements.text("access", rule.access().known().map(Object::toString));
    elements.text("protocol", rule.protocol().known().map(Object::toString));
    side("source", rule.sources(), rule.sourcePorts());
    side("destination", rule.destinations(), rule.destinationPorts());
    out.writeBooleanField("standard", rule.standard());
    JsonReport.place(out, rule.span());
    elements.condition(rule.condition());
    elements.unresolved(UnresolvedValues.of(rule));
    out.writeEndObject();
  }

  private void side(String side, List<AddressPrefix> addresses, List<PortPrefix> ports)
      throws IOException {
    List<Optional<String>> prefixes = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (AddressPrefix address : addresses) {
      if (address instanceof AddressPrefix.ApplicationGroup group) {
        groups.add(group.id().toString());
      } else {
        prefixes.add(
            address instanceof AddressPrefix.Unresolved
                ? Optional.empty()
                : Optional.of(address.toString()));
      }
    }
    elements.texts(side + "AddressPrefixes", prefixes);
    out.writeStrings(side + "ApplicationSecurityGroups", groups);
    elements.texts(side + "PortRanges", ports.stream().map(GroupJson::known).toList());
  }

  private static Optional<String> known(PortPrefix port) {
    return port instanceof PortPrefix.Unresolved ? Optional.empty() : Optional.of(port.toString());
  }
}
