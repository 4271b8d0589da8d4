#include "gateway/metrics.hpp"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace gateway {

namespace {

using prometheus::Histogram;

Histogram::BucketBoundaries const seconds_small{0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};
Histogram::BucketBoundaries const group_sizes{1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

double seconds(Metrics::Duration took) { return std::chrono::duration<double>(took).count(); }

} // namespace

struct Metrics::State {
    prometheus::Registry registry;

    prometheus::Family<prometheus::Counter>& beslist = prometheus::BuildCounter()
                                                           .Name("ketenpoort_berichten_beslist_total")
                                                           .Help("Beslissingen die op schijf staan, per soort en uitkomst")
                                                           .Register(registry);
    prometheus::Family<prometheus::Counter>& bevindingen = prometheus::BuildCounter()
                                                               .Name("ketenpoort_bevindingen_total")
                                                               .Help("Bevindingen in die beslissingen, per regel")
                                                               .Register(registry);
    prometheus::Counter& herhaald = prometheus::BuildCounter()
                                        .Name("ketenpoort_berichten_herhaald_total")
                                        .Help("Berichten die met dezelfde bytes opnieuw kwamen en het bewaarde antwoord kregen")
                                        .Register(registry)
                                        .Add({});
    prometheus::Family<prometheus::Counter>& onbeslist = prometheus::BuildCounter()
                                                             .Name("ketenpoort_berichten_onbeslist_total")
                                                             .Help("Berichten waarover niet kon worden beslist, per reden")
                                                             .Register(registry);
    prometheus::Family<prometheus::Counter>& beveiliging =
        prometheus::BuildCounter().Name("ketenpoort_beveiliging_total").Help("Pogingen die nergens kwamen, per reden").Register(registry);
    prometheus::Family<prometheus::Counter>& inzage = prometheus::BuildCounter()
                                                          .Name("ketenpoort_inzage_total")
                                                          .Help("Inzage in persoonsgegevens, per soort en resultaat")
                                                          .Register(registry);
    prometheus::Family<prometheus::Counter>& verzoeken = prometheus::BuildCounter()
                                                             .Name("ketenpoort_verzoeken_beantwoord_total")
                                                             .Help("Beantwoorde HTTP-verzoeken, per route en status")
                                                             .Register(registry);
    prometheus::Family<prometheus::Histogram>& duur_verzoek = prometheus::BuildHistogram()
                                                                  .Name("ketenpoort_verzoek_beantwoorden_seconds")
                                                                  .Help("Van volledige kop tot antwoord, per route")
                                                                  .Register(registry);
    prometheus::Histogram& duur_lezen = prometheus::BuildHistogram()
                                            .Name("ketenpoort_bericht_lezen_seconds")
                                            .Help("Hash, schema en lezen van een bericht")
                                            .Register(registry)
                                            .Add({}, seconds_small);
    prometheus::Histogram& duur_opslaan = prometheus::BuildHistogram()
                                              .Name("ketenpoort_groep_vastleggen_seconds")
                                              .Help("Beslissen en vastleggen van een groep, tot en met de schijf")
                                              .Register(registry)
                                              .Add({}, seconds_small);
    prometheus::Histogram& groep = prometheus::BuildHistogram()
                                       .Name("ketenpoort_groep_berichten")
                                       .Help("Berichten die samen werden vastgelegd")
                                       .Register(registry)
                                       .Add({}, group_sizes);
    prometheus::Family<prometheus::Counter>& bezorgd = prometheus::BuildCounter()
                                                           .Name("ketenpoort_bezorgpogingen_total")
                                                           .Help("Pogingen om een bericht bij een partner te brengen, per verbinding en uitkomst")
                                                           .Register(registry);
    prometheus::Family<prometheus::Gauge>& termijn_open =
        prometheus::BuildGauge().Name("ketenpoort_termijnen_open").Help("Wat nog moet gebeuren voor een termijn").Register(registry);
    prometheus::Family<prometheus::Gauge>& termijn_te_laat =
        prometheus::BuildGauge().Name("ketenpoort_termijnen_te_laat").Help("Daarvan te laat").Register(registry);
    prometheus::Family<prometheus::Gauge>& termijn_eerste = prometheus::BuildGauge()
                                                                .Name("ketenpoort_termijn_eerste_seconds")
                                                                .Help("Tot de eerste termijn verstrijkt; 0 als er geen is")
                                                                .Register(registry);
    prometheus::Gauge& behandeling = gauge("ketenpoort_berichten_in_behandeling", "Berichten aangenomen en nog niet beantwoord");
    prometheus::Gauge& open = gauge("ketenpoort_verbindingen_open", "Open verbindingen");
    prometheus::Gauge& vrij = gauge("ketenpoort_schijf_vrij_bytes", "Vrije ruimte op de schijf met de opslag");
    prometheus::Gauge& berichten = gauge("ketenpoort_berichten_opgeslagen", "Berichten in de opslag");
    prometheus::Gauge& uit_open_ = gauge("ketenpoort_antwoorden_af_te_leveren", "Antwoorden die nog moeten worden afgeleverd");
    prometheus::Gauge& uit_opgegeven = gauge("ketenpoort_uit_opgegeven", "Uitgaande berichten die een mens moet bekijken");
    prometheus::Gauge& leaves = gauge("ketenpoort_audit_bladen", "Bladen in het auditlog");
    prometheus::Gauge& ondertekend = gauge("ketenpoort_audit_bladen_ondertekend", "Bladen waar het laatste controlepunt van spreekt");
    prometheus::Gauge& ondertekend_op =
        gauge("ketenpoort_audit_ondertekend_seconds", "Wanneer het laatste controlepunt is ondertekend, seconden sinds 1970");
    prometheus::Gauge& databanklog = gauge("ketenpoort_wal_bytes", "Grootte van het logboek van de databank (ketenpoort.db-wal)");
    prometheus::Gauge& gemist = gauge("ketenpoort_log_regels_gemist", "Logregels die niet konden worden geschreven");

    prometheus::Gauge& certificaat =
        gauge("ketenpoort_tls_certificaat_tot_seconds", "Einde van het eigen certificaat, seconden sinds 1970");
    prometheus::Gauge& crl = gauge("ketenpoort_tls_crl_tot_seconds", "Wanneer de eerste CRL vervangen moet zijn, seconden sinds 1970");
    prometheus::Gauge& niet_herladen =
        gauge("ketenpoort_vertrouwen_niet_herladen", "1: de certificaten, CRL's of partners die er nu staan konden niet worden geladen");

    /// Only there once there is something to tell.
    void later(char const* name, char const* help, double value) { gauge(name, help).Set(value); }
    prometheus::Gauge& gauge(char const* name, char const* help) {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::decided(Antwoord const& antwoord) {
    state_->beslist
        .Add({{"soort", antwoord.soort ? model::to_string(*antwoord.soort) : "onbekend"},
              {"uitkomst", std::string(antwoord.niveau1 ? "ongeldig" : model::name(antwoord.uitkomst))}})
        .Increment();
    for (auto const& [regel, aantal] : antwoord.regels) state_->bevindingen.Add({{"regel", regel}}).Increment(static_cast<double>(aantal));
}

void Metrics::bezorgd(std::string_view verbinding, std::string_view uitkomst) {
    state_->bezorgd.Add({{"verbinding", std::string(verbinding)}, {"uitkomst", std::string(uitkomst)}}).Increment();
}

void Metrics::repeated() { state_->herhaald.Increment(); }
void Metrics::undecided(std::string_view reden) { state_->onbeslist.Add({{"reden", std::string(reden)}}).Increment(); }

void Metrics::security(std::string_view reden) { state_->beveiliging.Add({{"reden", std::string(reden)}}).Increment(); }

void Metrics::inzage(std::string_view soort, std::string_view resultaat) {
    state_->inzage.Add({{"soort", std::string(soort)}, {"resultaat", std::string(resultaat)}}).Increment();
}

void Metrics::answered(std::string_view route, unsigned status, Duration took) {
    state_->verzoeken.Add({{"route", std::string(route)}, {"status", fmt::format("{}", status)}}).Increment();
    state_->duur_verzoek.Add({{"route", std::string(route)}}, seconds_small).Observe(seconds(took));
}

void Metrics::read(Duration took) { state_->duur_lezen.Observe(seconds(took)); }

void Metrics::committed(std::size_t group, Duration took) {
    state_->groep.Observe(static_cast<double>(group));
    state_->duur_opslaan.Observe(seconds(took));
}

void Metrics::in_behandeling(std::int64_t berichten) { state_->behandeling.Set(static_cast<double>(berichten)); }
void Metrics::verbindingen(std::int64_t open) { state_->open.Set(static_cast<double>(open)); }
void Metrics::vrije_ruimte(std::int64_t bytes) { state_->vrij.Set(static_cast<double>(bytes)); }

void Metrics::opgeslagen(std::int64_t berichten, std::int64_t uit_open, std::int64_t uit_opgegeven, std::int64_t audit_leaves) {
    state_->berichten.Set(static_cast<double>(berichten));
    state_->uit_open_.Set(static_cast<double>(uit_open));
    state_->uit_opgegeven.Set(static_cast<double>(uit_opgegeven));
    state_->leaves.Set(static_cast<double>(audit_leaves));
}

void Metrics::controlepunt(std::int64_t leaves, std::int64_t seconden) {
    state_->ondertekend.Set(static_cast<double>(leaves));
    state_->ondertekend_op.Set(static_cast<double>(seconden));
}

void Metrics::geldig_tot(std::int64_t certificaat, std::int64_t crl) {
    state_->certificaat.Set(static_cast<double>(certificaat));
    state_->crl.Set(static_cast<double>(crl));
}

void Metrics::herladen(bool gelukt) { state_->niet_herladen.Set(gelukt ? 0 : 1); }

void Metrics::replay(std::int64_t seconden, bool gelukt, std::int64_t vergeleken, std::int64_t verschillen) {
    auto& to = *state_;
    to.later("ketenpoort_replay_tijd_seconds", "Wanneer alles voor het laatst opnieuw is beslist", static_cast<double>(seconden));
    to.later("ketenpoort_replay_gelijk", "1: dat ging en alles was gelijk; 0: er was verschil of het ging niet", gelukt && verschillen == 0 ? 1 : 0);
    to.later("ketenpoort_replay_vergeleken", "Besluiten die toen zijn vergeleken", static_cast<double>(vergeleken));
    to.later("ketenpoort_replay_verschillen", "Besluiten die toen verschilden", static_cast<double>(verschillen));
}

void Metrics::verscheping(std::int64_t achterstand, bool loopt) {
    state_->later("ketenpoort_verscheping_achterstand_seconden", "Hoe lang het oudste wat is vastgelegd wacht om weggebracht te worden",
                  static_cast<double>(achterstand));
    state_->later("ketenpoort_verscheping_loopt", "1: wat wordt weggebracht sluit aan op een kopie; 0: er moet een nieuwe kopie komen", loopt ? 1 : 0);
}

void Metrics::reservekopie(std::int64_t seconden, bool gelukt) {
    if (gelukt)
        state_->later("ketenpoort_reservekopie_tijd_seconds", "Wanneer de laatste goede reservekopie is begonnen, seconden sinds 1970",
                      static_cast<double>(seconden));
    state_->later("ketenpoort_reservekopie_gelukt", "1: de laatste reservekopie is gemaakt en nagekeken; 0: dat mislukte", gelukt ? 1 : 0);
}

void Metrics::databanklog(std::int64_t bytes) { state_->databanklog.Set(static_cast<double>(bytes)); }

void Metrics::termijnen(std::string_view soort, std::int64_t open, std::int64_t te_laat, std::int64_t seconden) {
    prometheus::Labels const labels{{"soort", std::string(soort)}};
    state_->termijn_open.Add(labels).Set(static_cast<double>(open));
    state_->termijn_te_laat.Add(labels).Set(static_cast<double>(te_laat));
    state_->termijn_eerste.Add(labels).Set(static_cast<double>(seconden));
}

void Metrics::log_gemist(std::uint64_t lines) { state_->gemist.Set(static_cast<double>(lines)); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(state_->registry.Collect()); }

} // namespace gateway
