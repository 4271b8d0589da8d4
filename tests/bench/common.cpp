#include "tests/bench/common.hpp"

#include "gateway/bundel.hpp"
#include "rules/contract/load.hpp"
#include "xsd/envelop.hpp"

#include <fmt/format.h>

#include <charconv>

namespace bench {

void need(model::Result<void> const& result) {
    if (!result) throw std::runtime_error(result.error().context);
}

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) throw std::runtime_error(fmt::format("{} is no number", text));
    return value;
}

gateway::Moment moment() {
    static auto const clock = gateway::system_clock(model::date(2026, 11, 22));
    return clock();
}

void activate(store::Store& store, std::string const& directory) {
    auto files = need(rules::contract::read_directory(directory));
    auto const contract = rules::contract::load(files);
    if (!contract) throw std::runtime_error("the bundle does not load");
    auto const bundel = gateway::stored_form(*contract, std::move(files), moment().utc_ms);
    need(store.transact([&](store::Transaction& tx) { return tx.activate(bundel); }));
}

model::Result<void> decide(gateway::Pipeline& pipeline, store::Transaction& tx, gateway::Gelezen const& gelezen) {
    auto const antwoord = pipeline.decide(tx, gelezen, moment(), "bench", false);
    if (!antwoord) return std::unexpected(antwoord.error());
    if (antwoord->uitkomst != model::Uitkomst::goedgekeurd || antwoord->herhaald)
        return std::unexpected(model::Error{model::ErrorCode::internal, "not approved: " + antwoord->besluit_json.substr(0, 2000)});
    return {};
}

std::string envelop(gateway::Pipeline const& pipeline, std::string const& bytes, std::size_t n) {
    auto const gelezen = pipeline.read(std::as_bytes(std::span(bytes)));
    if (!gelezen.inhoud) throw std::runtime_error("no message to put in an envelope");
    auto const& header = model::header(*gelezen.inhoud);
    model::Envelop made;
    made.zender = {header.afzender, "Meting", "", ""};
    made.ontvanger = {header.ontvanger, "GGk", "", ""};
    made.referentienummer = fmt::format("00000000-0000-4000-8000-{:012}", n);
    made.tijdstip_bericht = "20260601000000000";
    made.functie = model::to_string(gelezen.inhoud->soort);
    made.parameters = {"0001", "0000", "0003", "0002"};
    return xsd::write_envelop(made, std::as_bytes(std::span(bytes)));
}

} // namespace bench
