package io.cemfleet.enhancement.tenant;

import org.springframework.data.jpa.repository.JpaRepository;

interface TenantRepository extends JpaRepository<TenantEntity, String> {}
