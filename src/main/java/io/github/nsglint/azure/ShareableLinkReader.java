package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.ShareableLink;
import io.github.nsglint.source.Resource;
import java.util.List;
import java.util.Optional;

/**
 * A shareable link as Azure answers for one host: the machine and when it was made.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/virtualnetwork/get-bastion-shareable-link/get-bastion-shareable-link">
 *     the answer</a>
 */
final class ShareableLinkReader {
  private static final String TYPE = "Microsoft.Network/bastionHosts/shareableLinks";

  /** A day, of a time in ISO 8601. */
  private static final int DAY = 10;

  private ShareableLinkReader() {}

  static ShareableLink read(Resource resource, ResourceId own) {
    Node.MapNode body = resource.body();
    Optional<ResourceId> host = id(body, "bastionHost");
    String machine = id(body, "vm").map(ResourceId::name).orElse(own.name());
    return new ShareableLink(
        host.map(of -> of.child("shareableLinks", machine))
            .orElse(new ResourceId("", "", TYPE, List.of("⟨host⟩", machine))),
        body,
        day(body, "createdAt"),
        day(body, "asked"),
        resource.condition(),
        resource.span());
  }

  private static Optional<ResourceId> id(Node.MapNode body, String key) {
    return value(body, key).orElse(null) instanceof Node.MapNode reference
        ? reference.present("id").flatMap(Node::scalar).flatMap(ResourceId::parse)
        : Optional.empty();
  }

  /** What stands flat in an answer is among the properties here. */
  private static Optional<Node> value(Node.MapNode body, String key) {
    return body.present(key).or(() -> Properties.of(body).present(key));
  }

  private static String day(Node.MapNode body, String key) {
    String time = value(body, key).flatMap(Node::scalar).orElse("");
    return time.length() < DAY ? "" : time.substring(0, DAY);
  }
}
