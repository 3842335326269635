"""Words of English that a slip of the pen turns into each other.

Found among the words of Debian's `wamerican` (SCOWL) of eight letters and more; forms of rare words are left out.
"""

from __future__ import annotations

from typing import Final

_PAIRS: Final = (
    "addiction/addition addictions/additions addictive/additive addressees/addresses aesthetic/anesthetic"
    " alteration/alternation alteration/altercation alterations/alternations assembles/assemblies backlash/backslash"
    " beaching/breaching bleaching/beaching branding/brandying brunching/bunching catering/cratering"
    " casually/causally celebrity/celerity cleaners/cleansers cleaning/cleansing climactic/climatic"
    " commandeer/commander comically/cosmically competed/completed competes/completes competing/completing"
    " compiled/complied compiles/complies complaint/compliant composed/composted composing/composting"
    " concerted/concreted conducive/conductive congenial/congenital consigned/cosigned contacted/contracted"
    " contacting/contracting contacts/contracts continent/contingent continents/contingents corporal/corporeal"
    " couriers/courtiers countess/countless counties/countries cracking/crackling creating/cremating"
    " creation/cremation crossbred/crossbreed deceased/decreased deceases/decreases deducing/deducting"
    " defeated/defecated defected/deflected defection/deflection deleting/depleting deletion/depletion"
    " deprecate/depreciate deprecated/depreciated deprecates/depreciates deprecating/depreciating"
    " deprecation/depreciation deprivation/derivation depriving/deriving described/descried destines/destinies"
    " divorces/divorcées egoistic/egotistic emigrates/emirates emoticons/emotions employees/employes"
    " eternally/externally ethically/ethnically excepted/excerpted expatiate/expatriate expiation/expiration"
    " factional/fractional factions/fractions fathered/feathered fattened/flattened favoring/flavoring"
    " fighting/frighting floundered/foundered floundering/foundering founding/foundling franchisees/franchises"
    " geranium/germanium gradation/graduation habitation/habituation hardiness/hardness heritage/hermitage"
    " immorality/immortality immorally/immortally impalement/implement impeding/impending imperials/imperils"
    " imperious/impervious imprudent/impudent indicated/indicted indicating/indicting infarction/infraction"
    " infected/inflected infection/inflection infections/inflections infinities/infinitives inhumanely/inhumanly"
    " insolent/insolvent insulated/insulted insulating/insulting interbred/interred interment/internment"
    " internees/internes interstate/intestate isotopic/isotropic launching/lunching liability/livability"
    " liberties/libertines licensees/licenses lightening/lightning lighting/lightning mediated/medicated"
    " mediated/meditated mediates/medicates mediates/meditates mediating/medicating mediating/meditating"
    " mediation/medication mediation/meditation mislaying/misplaying morality/mortality mortgagees/mortgages"
    " multiples/multiplies nutrient/nutriment ordinance/ordnance outlaying/outlying overdoes/overdoses"
    " overeating/overheating overlaying/overlying overlaying/overplaying overpaying/overplaying pacemaker/peacemaker"
    " pacemakers/peacemakers patently/patiently pattered/patterned peasants/pheasants perforation/peroration"
    " pestering/petering portholes/potholes powdering/powering precludes/preludes predicated/predicted"
    " predicting/predicating predication/prediction predicative/predictive prostate/prostrate quadruped/quadrupled"
    " radially/radically recorders/reorders reigning/resigning relaying/replaying relaying/relying relieving/reliving"
    " remainder/reminder remainders/reminders remaking/remarking repaying/replaying repelled/respelled"
    " replaying/replying resetting/resettling restarted/restated restarting/restating restrained/retrained"
    " restraining/retraining retained/retrained retaining/retraining retraced/retracted revealing/reveling"
    " revering/reversing revering/reverting salvaging/savaging sentence/sentience sentient/sentiment"
    " shedding/shredding simulate/stimulate simulated/stimulated simulates/stimulates simulating/stimulating"
    " simulation/stimulation slitting/splitting smoothing/soothing soldered/soldiered sparking/sparkling"
    " spitting/splitting staining/straining standing/stranding starting/startling steaming/streaming"
    " subsides/subsidies tampering/tapering threading/treading thrilling/trilling thrusting/trusting"
    " trailing/trialing transits/transmits treasures/treasuries treaties/treatises trebling/trembling"
    " unblocked/unlocked unblocking/unlocking underlies/underlines uniformed/uninformed vanished/varnished"
    " wakening/weakening weighing/weighting wresting/wrestling formally/formerly personal/personnel"
    " elicitly/illicitly martially/maritally"
)
CONFUSED: Final = frozenset(frozenset(pair.split("/")) for pair in _PAIRS.split())
