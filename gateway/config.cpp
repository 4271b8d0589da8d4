#include "gateway/config.hpp"

#include "gateway/config_file.hpp"
#include "xsd/model/date.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace gateway {

namespace {

using Fout = std::optional<std::string>;

Fout any_text(Setting const&, ConfigValue const&) { return std::nullopt; }

Fout some_text(Setting const&, ConfigValue const& waarde) {
    if (std::get<std::string>(waarde).empty()) return "mag niet leeg zijn";
    return std::nullopt;
}

Fout address_or_empty(Setting const&, ConfigValue const& waarde) {
    auto const& text = std::get<std::string>(waarde);
    if (!text.empty() && !parse_adres(text)) return "is geen adres";
    return std::nullopt;
}

Fout day_or_empty(Setting const&, ConfigValue const& waarde) {
    auto const& text = std::get<std::string>(waarde);
    if (!text.empty() && !model::parse_date(text)) return "is geen bestaande dag";
    return std::nullopt;
}

Fout in_range(Setting const& setting, ConfigValue const& waarde) {
    auto const getal = std::get<std::int64_t>(waarde);
    if (getal < setting.van || getal > setting.tot) return "ligt buiten de grenzen";
    return std::nullopt;
}

Fout one_of(Setting const& setting, ConfigValue const& waarde) {
    std::string_view rest = setting.vorm;
    auto const& text = std::get<std::string>(waarde);
    while (!rest.empty()) {
        auto const end = std::min(rest.find('|'), rest.size());
        if (rest.substr(0, end) == text) return std::nullopt;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return "is geen van de mogelijkheden";
}

Fout time_or_empty(Setting const&, ConfigValue const& waarde) {
    auto const& text = std::get<std::string>(waarde);
    if (!text.empty() && !parse_tijd(text)) return "is geen tijd van de dag";
    return std::nullopt;
}

Fout origin_or_empty(Setting const&, ConfigValue const& waarde) {
    std::string_view text = std::get<std::string>(waarde);
    if (text.empty()) return std::nullopt;
    auto const scheme = text.starts_with("https://") ? std::size_t{8} : text.starts_with("http://") ? std::size_t{7} : std::size_t{0};
    auto const host = text.substr(scheme);
    auto const good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' || c == ']'; };
    if (scheme == 0 || host.empty() || !std::ranges::all_of(host, good)) return "is geen adres zonder pad, in kleine letters";
    return std::nullopt;
}

Fout audit_name(Setting const&, ConfigValue const& waarde) {
    auto const& naam = std::get<std::string>(waarde);
    auto const good = [](char c) { return c > ' ' && c <= '~' && c != '+'; };
    if (naam.empty() || naam.size() > 200 || !std::ranges::all_of(naam, good)) return "kan geen naam van een auditlog zijn";
    return std::nullopt;
}

/// The parts between commas, without blanks around them.
std::vector<std::string_view> parts(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        auto const end = std::min(text.find(','), text.size());
        auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) out.push_back(part);
    }
    return out;
}

struct Feestdag {
    std::string_view naam;
    bool model::Feestdagen::*veld;
};

constexpr std::array<Feestdag, 9> holiday_names{{{"nieuwjaar", &model::Feestdagen::nieuwjaar},
                                                 {"goede_vrijdag", &model::Feestdagen::goede_vrijdag},
                                                 {"pasen", &model::Feestdagen::pasen},
                                                 {"koningsdag", &model::Feestdagen::koningsdag},
                                                 {"bevrijdingsdag", &model::Feestdagen::bevrijdingsdag},
                                                 {"bevrijdingsdag_lustrum", &model::Feestdagen::bevrijdingsdag_lustrum},
                                                 {"hemelvaart", &model::Feestdagen::hemelvaart},
                                                 {"pinksteren", &model::Feestdagen::pinksteren},
                                                 {"kerst", &model::Feestdagen::kerst}}};

Fout holidays(Setting const&, ConfigValue const& waarde) {
    for (auto const part : parts(std::get<std::string>(waarde)))
        if (std::ranges::find(holiday_names, part, &Feestdag::naam) == holiday_names.end())
            return fmt::format("{} is geen feestdag die we kennen", part);
    return std::nullopt;
}

Fout days(Setting const&, ConfigValue const& waarde) {
    for (auto const part : parts(std::get<std::string>(waarde)))
        if (!model::parse_date(part)) return fmt::format("{} is geen bestaande dag", part);
    return std::nullopt;
}

ConfigValue text(std::string_view value) { return std::string(value); }
ConfigValue number(std::int64_t value) { return value; }

auto const& table() {
    static auto const rows = std::to_array<Setting>({
        {"luister", &Config::luister, text("127.0.0.1:8480"), "ADRES:POORT of leeg", address_or_empty, 0, 0,
         "Adres en poort voor HTTP zonder versleuteling: wie erbij kan mag alles. Alleen 127.x.x.x of [::1], tenzij http_buiten_loopback "
         "anders zegt; poort 0 kiest een vrije poort. Leeg: alleen luister_tls."},
        {"luister_tls", &Config::luister_tls, text(""), "ADRES:POORT of leeg", address_or_empty, 0, 0,
         "Adres en poort voor HTTPS met een certificaat van beide kanten. Vraagt tls_certificaat, tls_sleutel, tls_ca, tls_crl en "
         "partners. "
         "Leeg: geen HTTPS."},
        {"tls_certificaat", &Config::tls_certificaat, text(""), "bestand of leeg", any_text, 0, 0,
         "Eigen certificaat (PEM), met de uitgevers erboven erachter. Wordt opnieuw gelezen als het verandert, en bij SIGHUP; zo ook de "
         "drie hierna en partners."},
        {"tls_sleutel", &Config::tls_sleutel, text(""), "bestand of leeg", any_text, 0, 0,
         "Sleutel bij dat certificaat (PEM, zonder wachtwoord): RSA van minstens 3072 bits, P-256 of groter, of Ed25519."},
        {"tls_ca", &Config::tls_ca, text(""), "bestand of leeg", any_text, 0, 0,
         "Stamcertificaten (PEM) die we vertrouwen, en geen andere; in productie alleen de Staat der Nederlanden Private Root."},
        {"tls_crl", &Config::tls_crl, text(""), "bestand of leeg", any_text, 0, 0,
         "De CRL's (PEM, achter elkaar) van elke uitgever in de keten. Zonder geldige CRL wordt niemand toegelaten."},
        {"http_buiten_loopback", &Config::http_buiten_loopback, text("weigeren"), "toestaan|weigeren", one_of, 0, 0,
         "Of HTTP zonder versleuteling ook buiten het eigen systeem mag luisteren; alleen achter een eigen afscherming."},
        {"test_oin", &Config::test_oin, text("weigeren"), "toestaan|weigeren", one_of, 0, 0,
         "Certificaten met een OIN voor proeven (00000099...)."},
        {"data", &Config::data, text("ketenpoort-data"), "map", some_text, 0, 0,
         "Map met de opslag. Wordt gemaakt als zij er niet is; één proces tegelijk."},
        {"releases", &Config::releases, text(""), "map of leeg", any_text, 0, 0,
         "Map met releases van de standaard naast de ingebouwde 3.2, elk in een eigen map. Leeg: alleen de ingebouwde."},
        {"console", &Config::console, text(""), "map of leeg", any_text, 0, 0,
         "Map met de gebouwde console (/console/ in een browser). Leeg: share/ketenpoort/console naast het programma, of in een bouwmap "
         "gateway/console/dist. Wordt bij het starten gelezen."},
        {"vandaag", &Config::vandaag, text(""), "JJJJ-MM-DD of leeg", day_or_empty, 0, 0,
         "Kalenderdag waarop wordt beslist, alleen voor proeven en demo's. Leeg: de dag van vandaag in Nederland."},
        {"partners", &Config::partners, text(""), "bestand of leeg", any_text, 0, 0,
         "Partnerboek (TOML): wie voor welke organisaties welke berichten mag sturen, en hoe zij worden bereikt; zie partners.md. Leeg: "
         "geen."},
        {"werkers", &Config::werkers, number(0), "getal", in_range, 0, 64,
         "Threads die XML lezen en controleren. 0: één per processorkern."},
        {"wachtrij", &Config::wachtrij, number(64), "getal", in_range, 1, 4096,
         "Berichten die tegelijk in behandeling mogen zijn; wie daarna komt krijgt 503 met Retry-After."},
        {"groep", &Config::groep, number(64), "getal", in_range, 1, 1000,
         "Hoogste aantal beslissingen dat samen in één keer naar schijf gaat."},
        {"verbindingen", &Config::verbindingen, number(256), "getal", in_range, 1, 4096,
         "Open verbindingen tegelijk; daarboven wijkt de langst stille, en zijn ze alle bezig dan volgt 503."},
        {"verbindingen_per_partner", &Config::verbindingen_per_partner, number(16), "getal", in_range, 1, 4096,
         "Open verbindingen tegelijk met één certificaathouder; daarboven volgt 503."},
        {"grote_berichten", &Config::grote_berichten, number(4), "getal", in_range, 1, 64,
         "Berichten boven 256 KiB die tegelijk in het geheugen mogen zijn; evenveel grote antwoorden. Begrenst het geheugen."},
        {"max_bericht", &Config::max_bericht, number(26), "getal (MiB)", in_range, 1, 30,
         "Grootste bericht in MiB; groter geeft 413. De keten kent 25 MB; meer dan 30 MiB kan de opslag niet kwijt."},
        {"vrije_ruimte", &Config::vrije_ruimte, number(1024), "getal (MiB)", in_range, 0, 1048576,
         "Vrije schijfruimte in MiB waaronder geen berichten meer worden aangenomen (503); lezen blijft werken. 0: tot de schijf vol is."},
        {"termijn_handdruk", &Config::termijn_handdruk, number(10), "getal (seconden)", in_range, 1, 600,
         "Seconden waarbinnen een TLS-verbinding tot stand moet komen."},
        {"termijn_verbinding", &Config::termijn_verbinding, number(3600), "getal (seconden)", in_range, 1, 86400,
         "Seconden waarna een TLS-verbinding na een antwoord eindigt, zodat certificaat en CRL opnieuw worden bekeken."},
        {"termijn_rust", &Config::termijn_rust, number(15), "getal (seconden)", in_range, 1, 3600,
         "Seconden dat een verbinding stil mag zijn tussen twee verzoeken."},
        {"termijn_kop", &Config::termijn_kop, number(10), "getal (seconden)", in_range, 1, 600,
         "Seconden waarbinnen de kop van een verzoek binnen moet zijn, vanaf de eerste byte."},
        {"termijn_body", &Config::termijn_body, number(20), "getal (seconden)", in_range, 1, 600,
         "Seconden waarbinnen de inhoud binnen moet zijn, plus één per 1000 bytes."},
        {"termijn_body_max", &Config::termijn_body_max, number(120), "getal (seconden)", in_range, 1, 3600,
         "Bovengrens van die tijd, ook voor een groot antwoord."},
        {"termijn_antwoord", &Config::termijn_antwoord, number(30), "getal (seconden)", in_range, 1, 600,
         "Seconden waarbinnen de ontvanger een antwoord moet hebben afgenomen, plus één per 1000 bytes."},
        {"termijn_stop", &Config::termijn_stop, number(10), "getal (seconden)", in_range, 1, 600,
         "Seconden die lopende verzoeken krijgen bij SIGTERM of SIGINT; een tweede signaal stopt meteen."},
        {"test_bsn", &Config::test_bsn, text("toestaan"), "toestaan|weigeren", one_of, 0, 0,
         "Burgerservicenummers voor proeven (9999xxxxx). Zet op weigeren waar echte berichten komen."},
        {"feestdagen", &Config::feestdagen, text("nieuwjaar,pasen,koningsdag,bevrijdingsdag_lustrum,hemelvaart,pinksteren,kerst"),
         "namen met komma's ertussen", holidays, 0, 0,
         "Feestdagen die geen werkdag zijn. Bestaan ook: goede_vrijdag, en bevrijdingsdag voor elk jaar in plaats van eens in de vijf."},
        {"vrije_dagen", &Config::vrije_dagen, text(""), "dagen JJJJ-MM-DD met komma's ertussen", days, 0, 0,
         "Dagen die naast weekend en feestdagen geen werkdag zijn."},
        {"toch_werkdagen", &Config::toch_werkdagen, text(""), "dagen JJJJ-MM-DD met komma's ertussen", days, 0, 0,
         "Dagen waarop wel wordt gewerkt, ook als het weekend of een feestdag is."},
        {"aangehouden_na_termijn", &Config::aangehouden_na_termijn, text("wachten"), "wachten|goedkeuren", one_of, 0, 0,
         "Wat er met een aangehouden bericht gebeurt als zijn termijn voorbij is: blijven wachten, of goedkeuren door het systeem."},
        {"termijn_bezorging", &Config::termijn_bezorging, number(30), "getal (seconden)", in_range, 1, 600,
         "Seconden die een partner krijgt om een bericht dat we brengen aan te nemen; daarna volgt een nieuwe poging met hetzelfde "
         "nummer."},
        {"bezorgdagen", &Config::bezorgdagen, number(7), "getal (dagen)", in_range, 1, 60,
         "Dagen dat bezorgen wordt geprobeerd; daarna wacht het bericht tot een mens het opnieuw laat sturen."},
        {"bezorgpauze", &Config::bezorgpauze, number(30), "getal (seconden)", in_range, 1, 3600,
         "Seconden tot de tweede poging om iets te bezorgen; elke volgende keer verdubbelt dat, tot een uur."},
        {"vsp_payload", &Config::vsp_payload, text("zip"), "zip|xml", one_of, 0, 0,
         "Hoe een bericht over VSP (vsp_push, vsp_pull) gaat: in een zip of kaal. Binnen komen mag het altijd op beide manieren."},
        {"vsp_actie", &Config::vsp_actie, text("Bericht"), "tekst", some_text, 0, 0,
         "Actie in de metadata van VSP; welke waarden gelden staat in geen openbaar stuk en hoort u van de dienst."},
        {"vsp_status_afgekeurd", &Config::vsp_status_afgekeurd, text("VerwerkingVoltooid"), "VerwerkingVoltooid|AfgekeurdDoorDienst",
         one_of, 0, 0,
         "Welke berichtstatus een bericht over VSP krijgt dat op zijn inhoud is afgekeurd (er volgt dan een retourbericht); dat staat in "
         "geen "
         "openbaar stuk."},
        {"map_in", &Config::map_in, text(""), "map of leeg", any_text, 0, 0,
         "Map waarin partners bestanden leggen (*.xml, *.zip). Leeg: er wordt geen map bekeken."},
        {"hoofdsleutel", &Config::hoofdsleutel, text(""), "bestand of leeg", any_text, 0, 0,
         "Bestand met de hoofdsleutels waarmee de opslag is versleuteld; maak het met `ketenpoort sleutel maak`. Leeg: hoofdsleutel in de map "
         "met de opslag, bij de eerste start gemaakt. Zet het liever elders en bewaar er een kopie van; zie versleuteling.md."},
        {"audit_sleutel", &Config::audit_sleutel, text(""), "bestand of leeg", any_text, 0, 0,
         "Sleutel (PEM, Ed25519) die het auditlog ondertekent; wordt gemaakt als hij er niet is. Leeg: audit_sleutel.pem in de map met de "
         "opslag. Zet hem liever waar de reservekopie van de opslag niet komt; zie audit.md."},
        {"audit_naam", &Config::audit_naam, text("ketenpoort"), "naam zonder spaties en plus", audit_name, 0, 0,
         "Naam van het auditlog, zoals hij in elk controlepunt staat; bijvoorbeeld audit.example.nl/poort1. Verandert daarna niet meer."},
        {"replay_om", &Config::replay_om, text(""), "UU:MM of leeg", time_or_empty, 0, 0,
         "Hoe laat elke nacht alles wat is opgeslagen opnieuw wordt beslist en vergeleken (Nederlandse tijd), op een eigen draad met lage "
         "voorrang; zie replay.md. Vraagt bij de tijdelijke bestanden (TMPDIR) zoveel ruimte als de opslag groot is. Leeg: nooit."},
        {"audit_kopie", &Config::audit_kopie, text(""), "map of leeg", any_text, 0, 0,
         "Map waarin van elk controlepunt een bestand komt; liefst op een ander systeem, bij iemand anders. Wordt ook gelezen bij de "
         "start: "
         "een teruggezette opslag valt zo op. Leeg: geen kopie."},
        {"reservekopie_map", &Config::reservekopie_map, text(""), "map of leeg", any_text, 0, 0,
         "Map waarin elke nacht een nagekeken reservekopie komt, liefst op een andere schijf of machine; zie reservekopie.md. Leeg: geen."},
        {"reservekopie_om", &Config::reservekopie_om, text("03:30"), "UU:MM of leeg", time_or_empty, 0, 0,
         "Hoe laat die kopie wordt gemaakt (Nederlandse tijd). Leeg: nooit; `ketenpoort backup` kan altijd."},
        {"verscheping", &Config::verscheping, text(""), "map of leeg", any_text, 0, 0,
         "Map waarheen binnen tien seconden alles gaat wat is vastgelegd, zodat de opslag tot elk moment is terug te zetten als de schijf "
         "verloren gaat; zie reservekopie.md. Begint bij elke start met een kopie van de hele opslag. Leeg: niet."},
        {"inzage_reden", &Config::inzage_reden, text("vragen"), "vragen|verplicht", one_of, 0, 0,
         "Of wie over het eigen systeem iets opvraagt waar een BSN in staat moet zeggen waarom (kopregel Ketenpoort-Reden); zonder volgt bij "
         "verplicht 403. Wie het vraagt staat in Ketenpoort-Gebruiker; zie inzage.md."},
        {"bewaartermijnen", &Config::bewaartermijnen, text(""), "bestand of leeg", any_text, 0, 0,
         "Bewaartermijnen (TOML) waar `ketenpoort retention` mee rekent; zie bewaren.md. Leeg: de termijnen van de wet, zoals ingebouwd."},
        {"aanmelden", &Config::aanmelden, text("kan"), "kan|verplicht", one_of, 0, 0,
         "Of wie zonder certificaat over luister komt zich moet aanmelden. Bij kan is een verzoek zonder aanmelding van het eigen systeem en "
         "mag het alles; zet op verplicht zodra er een proxy met mensen erachter voor staat; zie aanmelden.md."},
        {"vier_ogen", &Config::vier_ogen, text("nee"), "nee|ja", one_of, 0, 0,
         "Of een contractbundel die wordt geladen eerst een voorstel is, dat een andere aangemelde gebruiker met de rol contractbeheer actief "
         "maakt. Geldt voor `contract import --config`; zie aanmelden.md."},
        {"console_adres", &Config::console_adres, text(""), "http(s)://naam zonder pad, of leeg", origin_or_empty, 0, 0,
         "Het adres waaronder mensen deze poort in hun browser hebben, als er een proxy voor staat. Nodig voor OpenID Connect; anders "
         "moet Origin bij Host passen. Leeg: dat wat in Host staat."},
        {"oidc_uitgever", &Config::oidc_uitgever, text(""), "adres of leeg", any_text, 0, 0,
         "Uitgever (issuer) van OpenID Connect, zoals hij in zijn eigen tokens staat. Vraagt ook oidc_client en console_adres. Leeg: alleen "
         "gebruikers van `ketenpoort user`."},
        {"oidc_client", &Config::oidc_client, text(""), "tekst of leeg", any_text, 0, 0,
         "Naam (client_id) waaronder deze poort bij de uitgever bekend is; terugadres is console_adres met /v1/sessie/oidc/terug."},
        {"oidc_geheim", &Config::oidc_geheim, text(""), "bestand of leeg", any_text, 0, 0,
         "Bestand met het geheim van die client (client_secret_basic). Leeg: een client zonder geheim; PKCE is er altijd."},
        {"oidc_ca", &Config::oidc_ca, text(""), "bestand of leeg", any_text, 0, 0,
         "Stamcertificaten (PEM) waarmee het certificaat van de uitgever wordt nagekeken. Leeg: die van het systeem."},
        {"oidc_gebruiker", &Config::oidc_gebruiker, text("preferred_username"), "naam van een claim", some_text, 0, 0,
         "Claim in het token met de naam die in het inzagelog komt: letters, cijfers, punten, streepjes en @, en geen BSN."},
        {"oidc_rollen", &Config::oidc_rollen, text("roles"), "naam van een claim", some_text, 0, 0,
         "Claim met de rollen: een lijst van woorden, of een tekst met spaties ertussen."},
        {"oidc_rolvoorvoegsel", &Config::oidc_rolvoorvoegsel, text(""), "tekst of leeg", any_text, 0, 0,
         "Wat in die claim voor de naam van een rol staat, bijvoorbeeld ketenpoort-; wat er niet mee begint telt niet."},
        {"oidc_gemeenten", &Config::oidc_gemeenten, text("gemeenten"), "naam van een claim", some_text, 0, 0,
         "Claim met de gemeentecodes, of * voor alle; een lijst of een tekst met spaties ertussen. Zonder: geen enkele."},
        {"log_niveau", &Config::log_niveau, text("info"), "fout|waarschuwing|info|debug", one_of, 0, 0, "Wat er op stderr komt."},
        {"log_vorm", &Config::log_vorm, text("json"), "json|tekst", one_of, 0, 0, "Een JSON-object of een leesbare zin per regel."},
    });
    return rows;
}

std::string shown(ConfigValue const& waarde) {
    if (auto const* text = std::get_if<std::string>(&waarde)) return fmt::format("\"{}\"", *text);
    return fmt::format("{}", std::get<std::int64_t>(waarde));
}

std::string expected(Setting const& setting) {
    if (std::holds_alternative<std::int64_t>(setting.standaard))
        return fmt::format("{} van {} t/m {}", setting.vorm, setting.van, setting.tot);
    return std::string(setting.vorm);
}

ConfigValue value(Config const& config, Setting const& setting) {
    return std::visit([&](auto veld) { return ConfigValue(config.*veld); }, setting.veld);
}

void assign(Config& config, Setting const& setting, ConfigValue const& waarde) {
    if (auto const* veld = std::get_if<std::string Config::*>(&setting.veld)) config.** veld = std::get<std::string>(waarde);
    else config.*std::get<std::int64_t Config::*>(setting.veld) = std::get<std::int64_t>(waarde);
}

} // namespace

std::span<Setting const> settings() { return table(); }

Config default_config() {
    Config config;
    for (auto const& setting : table()) assign(config, setting, setting.standaard);
    return config;
}

std::optional<std::string> set(Config& config, std::string_view sleutel, ConfigValue const& waarde) {
    auto const row = std::ranges::find(table(), sleutel, &Setting::sleutel);
    if (row == table().end()) return fmt::format("{}: deze instelling bestaat niet; zie `ketenpoort config`", sleutel);
    if (waarde.index() != row->standaard.index())
        return fmt::format("{} = {}: is van de verkeerde soort; verwacht: {}", sleutel, shown(waarde), expected(*row));
    if (auto const fout = row->fout(*row, waarde))
        return fmt::format("{} = {}: {}; verwacht: {}", sleutel, shown(waarde), *fout, expected(*row));
    assign(config, *row, waarde);
    return std::nullopt;
}

std::pair<Config, std::vector<std::string>> read_config(std::filesystem::path const& file) {
    std::pair<Config, std::vector<std::string>> result{default_config(), {}};
    auto [regels, fouten] = read_toml(file);
    result.second = std::move(fouten);
    for (auto const& [sleutel, waarde, lijn] : regels) {
        if (auto fout = set(result.first, sleutel, waarde)) result.second.push_back(fmt::format("{}:{}: {}", file.string(), lijn, *fout));
    }
    return result;
}

std::vector<std::string> contradictions(Config const& config) {
    std::vector<std::string> out;
    if (config.luister.empty() && config.luister_tls.empty())
        out.emplace_back("luister en luister_tls zijn allebei leeg; verwacht: minstens één adres");
    if (!config.luister.empty() && !is_loopback(config.luister) && config.http_buiten_loopback != "toestaan")
        out.push_back(fmt::format("luister = \"{}\": zonder versleuteling luistert ketenpoort alleen op het eigen systeem; gebruik "
                                  "luister_tls, of zet http_buiten_loopback op toestaan",
                                  config.luister));
    bool const oidc_near = config.oidc_uitgever.starts_with("http://127.0.0.1:") || config.oidc_uitgever.starts_with("http://[::1]:");
    if (!config.oidc_uitgever.empty() && !config.oidc_uitgever.starts_with("https://") && !oidc_near)
        out.push_back(fmt::format("oidc_uitgever = \"{}\": verwacht: https, of http op het eigen systeem voor proeven", config.oidc_uitgever));
    if (!config.oidc_uitgever.empty() && (config.oidc_client.empty() || config.console_adres.empty()))
        out.emplace_back("oidc_uitgever is gezet, maar oidc_client of console_adres is leeg; verwacht: alle drie");
    if (config.luister_tls.empty()) return out;
    for (auto const& [sleutel, waarde] : {std::pair<std::string_view, std::string const*>{"tls_certificaat", &config.tls_certificaat},
                                          {"tls_sleutel", &config.tls_sleutel},
                                          {"tls_ca", &config.tls_ca},
                                          {"tls_crl", &config.tls_crl},
                                          {"partners", &config.partners}})
        if (waarde->empty()) out.push_back(fmt::format("{}: is leeg; luister_tls kan niet zonder", sleutel));
    return out;
}

std::string to_toml(Config const& config) {
    std::string out;
    for (auto const& setting : table()) {
        auto const waarde = value(config, setting);
        if (auto const* text = std::get_if<std::string>(&waarde))
            // A JSON string is a TOML basic string.
            out += fmt::format("{} = {}\n", setting.sleutel, boost::json::serialize(boost::json::string(*text)));
        else out += fmt::format("{} = {}\n", setting.sleutel, std::get<std::int64_t>(waarde));
    }
    return out;
}

std::string to_json(Config const& config) {
    boost::json::object out;
    for (auto const& setting : table()) std::visit([&](auto const& waarde) { out[setting.sleutel] = waarde; }, value(config, setting));
    return boost::json::serialize(out);
}

std::string settings_markdown() {
    std::string out =
        "# Instellingen\n\n"
        "Gemaakt door `ketenpoort config --markdown`; een test bewaakt dat dit blad klopt.\n\n"
        "`ketenpoort serve --config BESTAND` leest een TOML-bestand met regels `sleutel = waarde`. Wat er niet in staat heeft\n"
        "de standaardwaarde; een onbekende sleutel of verkeerde waarde wordt geweigerd, alle fouten in één keer. `--data` en\n"
        "`--listen` gaan voor het bestand. `ketenpoort config --config BESTAND` toont wat er geldt.\n\n"
        "| sleutel | standaard | vorm | betekenis |\n|---|---|---|---|\n";
    for (auto const& setting : table()) {
        std::string vorm = expected(setting);
        for (std::size_t at = 0; (at = vorm.find('|', at)) != std::string::npos; at += 2) vorm.insert(at, 1, '\\');
        out += fmt::format("| `{}` | `{}` | {} | {} |\n", setting.sleutel, shown(setting.standaard), vorm, setting.uitleg);
    }
    return out;
}

model::Kalender kalender(Config const& config) {
    model::Feestdagen feestdagen;
    auto const named = parts(config.feestdagen);
    for (auto const& [naam, veld] : holiday_names) feestdagen.*veld = std::ranges::find(named, naam) != named.end();
    auto const dates = [](std::string const& text) {
        std::vector<model::Date> out;
        for (auto const part : parts(text)) out.push_back(model::parse_date(part).value());
        return out;
    };
    return {feestdagen, dates(config.vrije_dagen), dates(config.toch_werkdagen)};
}

bool is_loopback(std::string_view adres) {
    auto const parsed = parse_adres(adres);
    return parsed && (parsed->host.starts_with("127.") || parsed->host == "::1");
}

std::optional<Adres> parse_adres(std::string_view text) {
    auto const colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return std::nullopt;
    auto host = text.substr(0, colon);
    auto const digits = text.substr(colon + 1);
    Adres adres;
    auto const [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), adres.poort);
    if (ec != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (host.front() == '[') {
        if (host.size() < 3 || host.back() != ']') return std::nullopt;
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return std::nullopt;
    }
    adres.host = host == "localhost" ? "127.0.0.1" : std::string(host);
    auto const letters = adres.host.find_first_not_of("0123456789abcdefABCDEF.:");
    if (letters != std::string::npos) return std::nullopt;
    return adres;
}

std::optional<std::int64_t> parse_tijd(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    auto const getal = [](std::string_view t) -> std::optional<std::int64_t> {
        std::int64_t uit = 0;
        auto const [end, fault] = std::from_chars(t.data(), t.data() + t.size(), uit);
        if (fault != std::errc() || end != t.data() + t.size() || uit < 0) return std::nullopt;
        return uit;
    };
    auto const uur = getal(text.substr(0, 2));
    auto const minuut = getal(text.substr(3));
    if (!uur || !minuut || *uur > 23 || *minuut > 59) return std::nullopt;
    return *uur * 60 + *minuut;
}

} // namespace gateway
