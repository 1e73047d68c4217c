package io.cemfleet.runtime.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The plan that Postgres uses for a statement regardless of its parameters. */
public final class GenericQueryPlan {
    private GenericQueryPlan() {}

    /** The plan as text, of a statement with {@code $1}, {@code $2}, … for its parameters. */
    public static String of(JdbcClient jdbc, String statement) {
        jdbc.sql(
                        """
                        create or replace function generic_plan(statement text) returns setof text language plpgsql as $$
                        declare line text;
                        begin
                            for line in execute 'explain (generic_plan) ' || statement loop
                                return next line;
                            end loop;
                        end $$""")
                .update();
        return String.join(
                "\n",
                jdbc.sql("select * from generic_plan(:statement)")
                        .param("statement", statement)
                        .query(String.class)
                        .list());
    }
}
