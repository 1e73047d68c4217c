package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AdminOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's inventory, which is always uploaded as a whole. */
@AdminOnly
@RestController
@RequestMapping("/api/tenants/{tenantId}/systems")
class InventoryController {
    private final TenantInventory systems;
    private final TenantRegistry tenants;
    private final JsonInput input;

    InventoryController(TenantInventory systems, TenantRegistry tenants, JsonInput input) {
        this.systems = systems;
        this.tenants = tenants;
        this.input = input;
    }

    record Inventory(@NotNull @Size(max = 20_000) List<@Valid @NotNull InventoryItem> items) {}

    record InventoryItem(
            @NotBlank @Size(max = 253) String hostname,
            @Nullable @Size(max = 45) String ipAddress,
            @Nullable @Size(max = 100) String role,
            @Nullable Instant lastSeen) {}

    @GetMapping
    Inventory all(@PathVariable("tenantId") String tenantId) {
        check(tenantId);
        return new Inventory(systems.all(tenantId).stream()
                .map(system ->
                        new InventoryItem(system.hostname(), system.ipAddress(), system.role(), system.lastSeen()))
                .toList());
    }

    @PutMapping
    Map<String, Integer> replace(@PathVariable("tenantId") String tenantId, @RequestBody byte[] body) {
        check(tenantId);
        List<InventorySystem> inventory = new ArrayList<>();
        List<InventoryItem> items =
                input.read(input.tree(body), Inventory.class).items();
        for (int i = 0; i < items.size(); i++) {
            InventoryItem item = items.get(i);
            inventory.add(
                    new InventorySystem(item.hostname(), address(item.ipAddress(), i), item.role(), item.lastSeen()));
        }
        return Map.of("systems", systems.replace(tenantId, inventory));
    }

    private void check(String tenantId) {
        if (tenants.profile(tenantId).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no active tenant " + tenantId);
        }
    }

    private static @Nullable String address(@Nullable String literal, int index) {
        if (literal == null || literal.isBlank()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(literal.strip()).getHostAddress().split("%", 2)[0];
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(
                    "an address is none",
                    List.of(new FieldProblem("items[" + index + "].ip_address", "must be an IPv4 or IPv6 address")));
        }
    }
}
