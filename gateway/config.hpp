#pragma once

#include "xsd/model/kalender.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The settings of the daemon: one table says everything about each of them, and file, command line, `config` and docs/settings.md
/// are made from it.
namespace gateway {

struct Config {
    std::string luister;
    std::string luister_tls;
    std::string tls_certificaat;
    std::string tls_sleutel;
    std::string tls_ca;
    std::string tls_crl;
    std::string http_buiten_loopback;
    std::string test_oin;
    std::string data;
    std::string releases;
    std::string console;
    std::string vandaag;
    std::string partners;
    std::int64_t werkers = 0;
    std::int64_t wachtrij = 0;
    std::int64_t groep = 0;
    std::int64_t verbindingen = 0;
    std::int64_t verbindingen_per_partner = 0;
    std::int64_t grote_berichten = 0;
    std::int64_t max_bericht = 0;
    std::int64_t vrije_ruimte = 0;
    std::int64_t termijn_handdruk = 0;
    std::int64_t termijn_verbinding = 0;
    std::int64_t termijn_rust = 0;
    std::int64_t termijn_kop = 0;
    std::int64_t termijn_body = 0;
    std::int64_t termijn_body_max = 0;
    std::int64_t termijn_antwoord = 0;
    std::int64_t termijn_stop = 0;
    std::string test_bsn;
    std::string feestdagen;
    std::string vrije_dagen;
    std::string toch_werkdagen;
    std::string aangehouden_na_termijn;
    std::int64_t termijn_bezorging = 0;
    std::int64_t bezorgdagen = 0;
    std::int64_t bezorgpauze = 0;
    std::string vsp_payload;
    std::string vsp_actie;
    std::string vsp_status_afgekeurd;
    std::string map_in;
    std::string hoofdsleutel;
    std::string audit_sleutel;
    std::string audit_naam;
    std::string replay_om;
    std::string audit_kopie;
    std::string reservekopie_map;
    std::string reservekopie_om;
    std::string verscheping;
    std::string inzage_reden;
    std::string bewaartermijnen;
    std::string aanmelden;
    std::string vier_ogen;
    std::string console_adres;
    std::string oidc_uitgever;
    std::string oidc_client;
    std::string oidc_geheim;
    std::string oidc_ca;
    std::string oidc_gebruiker;
    std::string oidc_rollen;
    std::string oidc_rolvoorvoegsel;
    std::string oidc_gemeenten;
    std::string log_niveau;
    std::string log_vorm;
};

/// A value as a file or the command line gives it.
using ConfigValue = std::variant<std::string, std::int64_t>;

/// One row of the table.
struct Setting {
    std::string_view sleutel;
    std::variant<std::string Config::*, std::int64_t Config::*> veld;
    ConfigValue standaard;
    std::string_view vorm; ///< what a value must look like, Dutch; part of the error text
    /// nullopt: fine; else what is wrong, one Dutch clause.
    std::optional<std::string> (*fout)(Setting const&, ConfigValue const&);
    std::int64_t van = 0; ///< lowest and highest number allowed
    std::int64_t tot = 0;
    std::string_view uitleg; ///< Dutch: unit, meaning of zero or empty, why this default
};

[[nodiscard]] std::span<Setting const> settings();

/// Every setting at its default.
[[nodiscard]] Config default_config();

/// Sets one value after checking it. @returns the Dutch fault text, naming key, value and expected form, or nullopt
[[nodiscard]] std::optional<std::string> set(Config& config, std::string_view sleutel, ConfigValue const& waarde);

/// Reads a TOML file over the defaults. @returns the settings, and every fault at once (unknown keys too); with faults the settings
/// are not to be used. A file that cannot be read is a fault.
[[nodiscard]] std::pair<Config, std::vector<std::string>> read_config(std::filesystem::path const& file);

/// What is wrong with settings that are right one by one: each one Dutch sentence. Where we listen must be safe.
[[nodiscard]] std::vector<std::string> contradictions(Config const& config);

/// `sleutel = waarde` lines, valid TOML.
[[nodiscard]] std::string to_toml(Config const& config);
[[nodiscard]] std::string to_json(Config const& config);
/// The whole of docs/settings.md.
[[nodiscard]] std::string settings_markdown();

/// The werkdagen that the settings say. @pre the settings passed set()
[[nodiscard]] model::Kalender kalender(Config const& config);

/// Whether only the own system can reach this address.
[[nodiscard]] bool is_loopback(std::string_view adres);

/// A host and port as the `luister` setting has them: "127.0.0.1:8480" or "[::1]:8480".
struct Adres {
    std::string host;
    std::uint16_t poort = 0;
};
[[nodiscard]] std::optional<Adres> parse_adres(std::string_view text);

/// The minutes after midnight of "02:30"; nullopt: it is not a time of day.
[[nodiscard]] std::optional<std::int64_t> parse_tijd(std::string_view text);

} // namespace gateway
