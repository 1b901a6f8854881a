package io.github.nsglint.source.live;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.CredentialUnavailableException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.InteractiveBrowserCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

/** Tokens of whoever is signed in, by Azure's own library. */
public final class SignIn implements Tokens {
  /** A token is renewed when it has less left than this. */
  private static final Duration RESERVE = Duration.ofMinutes(5);

  private final TokenCredential credential;
  private final String scope;
  private final Optional<String> tenant;
  private Optional<AccessToken> current = Optional.empty();

  private SignIn(TokenCredential credential, String scope, Optional<String> tenant) {
    this.credential = credential;
    this.scope = scope;
    this.tenant = tenant;
  }

  /**
   * @param way {@code default}, {@code cli}, {@code managed-identity}, {@code workload-identity},
   *     {@code environment}, {@code device-code} or {@code browser}
   * @param tenant to sign in to; empty for the caller's own
   * @param person is told what to do in a browser; holds a code for a few minutes, no token
   */
  public static Tokens of(
      Cloud cloud, String way, Optional<String> tenant, Consumer<String> person) {
    TokenCredential credential =
        switch (way) {
          case "cli" -> {
            AzureCliCredentialBuilder builder = new AzureCliCredentialBuilder();
            tenant.ifPresent(builder::tenantId);
            yield builder.build();
          }
          case "managed-identity" -> new ManagedIdentityCredentialBuilder().build();
          case "workload-identity" -> {
            WorkloadIdentityCredentialBuilder builder =
                new WorkloadIdentityCredentialBuilder().authorityHost(cloud.authority());
            tenant.ifPresent(builder::tenantId);
            yield builder.build();
          }
          case "environment" ->
              new EnvironmentCredentialBuilder().authorityHost(cloud.authority()).build();
          case "device-code" -> {
            DeviceCodeCredentialBuilder builder =
                new DeviceCodeCredentialBuilder()
                    .authorityHost(cloud.authority())
                    .challengeConsumer(challenge -> person.accept(challenge.getMessage()));
            tenant.ifPresent(builder::tenantId);
            yield builder.build();
          }
          case "browser" -> {
            InteractiveBrowserCredentialBuilder builder =
                new InteractiveBrowserCredentialBuilder().authorityHost(cloud.authority());
            tenant.ifPresent(builder::tenantId);
            yield builder.build();
          }
          case "default" -> {
            DefaultAzureCredentialBuilder builder =
                new DefaultAzureCredentialBuilder().authorityHost(cloud.authority());
            tenant.ifPresent(builder::tenantId);
            yield builder.build();
          }
          default -> throw new IllegalArgumentException(way);
        };
    return new SignIn(credential, cloud.scope(), tenant);
  }

  /** A token that somebody handed over; it cannot be renewed. */
  public static Tokens handedOver(String token) {
    return claims -> {
      if (claims.isPresent()) {
        throw new NotSignedIn("Azure asks for another token than the one handed over");
      }
      return token;
    };
  }

  @Override
  public synchronized String token(Optional<String> claims) throws IOException {
    boolean fresh =
        current
            .map(AccessToken::getExpiresAt)
            .filter(end -> end.isAfter(OffsetDateTime.now(ZoneOffset.UTC).plus(RESERVE)))
            .isPresent();
    if (!fresh || claims.isPresent()) {
      current = Optional.of(asked(claims));
    }
    return current.orElseThrow().getToken();
  }

  private AccessToken asked(Optional<String> claims) throws NotSignedIn {
    TokenRequestContext context = new TokenRequestContext().addScopes(scope).setCaeEnabled(true);
    claims.ifPresent(context::setClaims);
    tenant.ifPresent(context::setTenantId);
    AccessToken token;
    try {
      token = credential.getTokenSync(context);
    } catch (CredentialUnavailableException e) {
      throw new NotSignedIn(
          "nobody is signed in: no way to sign in that was tried is set up; `az login` is one");
    } catch (ClientAuthenticationException e) {
      // Its message can quote what was sent.
      throw new NotSignedIn("the sign-in was refused");
    } catch (RuntimeException e) {
      // The library has no type of its own for a network that fails.
      throw new NotSignedIn("the sign-in failed: " + e.getClass().getSimpleName());
    }
    if (token == null) {
      throw new NotSignedIn("the sign-in gave no token");
    }
    return token;
  }
}
