#include "xsd/model/bericht.hpp"

namespace model {
namespace {

/// Whether the header's Afzender is the gemeente. A retour repeats the header of its heenbericht unswapped (IV028).
bool from_gemeente(std::int16_t nummer) {
    return nummer == 301 || nummer == 302 || nummer == 319 || nummer == 320 || nummer == 325;
}

} // namespace

Header const& header(Message const& message) {
    return std::visit([](auto const& bericht) -> Header const& { return bericht.header; }, message.inhoud);
}

std::string const& gemeente(Message const& message) {
    auto const& h = header(message);
    return from_gemeente(message.soort.nummer) ? h.afzender : h.ontvanger;
}

std::string const& aanbieder(Message const& message) {
    auto const& h = header(message);
    return from_gemeente(message.soort.nummer) ? h.ontvanger : h.afzender;
}

} // namespace model
