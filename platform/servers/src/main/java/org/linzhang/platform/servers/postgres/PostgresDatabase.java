package org.linzhang.platform.servers.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database and the role of the same name that owns it. Other roles cannot connect to it.
 *
 * @param name a simple SQL identifier
 * @param password of the role
 */
public record PostgresDatabase(String name, String password) {

    /** Gives the role what the superuser created in the database, as versions before did that used one role for all. */
    private static final String TRANSFER_OWNERSHIP = """
            do $$
            declare
                change text;
            begin
                for change in
                    select format('alter schema %I owner to %I', nspname, current_database())
                    from pg_namespace
                    where nspowner = current_user::regrole and nspname !~ '^pg_' and nspname <> 'information_schema'
                    union all
                    select format('alter table %s owner to %I', oid::regclass, current_database())
                    from pg_class
                    where relowner = current_user::regrole and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                      and not exists (
                          select from pg_depend
                          where classid = 'pg_class'::regclass and objid = pg_class.oid
                            and (deptype = 'e' or deptype in ('a', 'i') and relkind = 'S'))
                      and relnamespace not in (
                          select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')
                    union all
                    select format('alter routine %s owner to %I', oid::regprocedure, current_database())
                    from pg_proc
                    where proowner = current_user::regrole
                      and not exists (
                          select from pg_depend
                          where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
                      and pronamespace not in (
                          select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')
                loop
                    execute change;
                end loop;
            end
            $$""";

    /** Opens connections of a superuser. */
    interface Connector {
        Connection connect(String database) throws SQLException;
    }

    public PostgresDatabase {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("not a simple name: " + name);
        }
    }

    /** Creates the role and the database if they are missing, and sets the password and the ownership. */
    void create(Connector superuser) throws SQLException {
        try (var connection = superuser.connect("postgres");
                var statement = connection.createStatement()) {
            var role = exists(connection, "select 1 from pg_roles where rolname = ?") ? "alter role " : "create role ";
            statement.execute(role + name + " login nosuperuser nocreatedb nocreaterole password " + literal(password));
            if (exists(connection, "select 1 from pg_database where datname = ?")) {
                transfer(superuser, statement);
            } else {
                statement.execute("create database " + name + " owner " + name);
            }
            statement.execute("revoke all on database " + name + " from public");
        }
    }

    private void transfer(Connector superuser, Statement statement) throws SQLException {
        statement.execute("alter database " + name + " owner to " + name);
        try (var connection = superuser.connect(name);
                var transfer = connection.createStatement()) {
            transfer.execute(TRANSFER_OWNERSHIP);
        }
    }

    private boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
