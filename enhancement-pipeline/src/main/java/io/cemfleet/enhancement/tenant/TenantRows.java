package io.cemfleet.enhancement.tenant;

import org.springframework.data.jpa.repository.JpaRepository;

interface TenantRows extends JpaRepository<TenantRow, String> {}
