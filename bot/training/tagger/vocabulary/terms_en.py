"""Pieces of English terms: any of the first words with any of the last ones is one, or looks so."""

from __future__ import annotations

from bot.training.demo_model.vocabulary import words


def _spaced(text: str) -> tuple[str, ...]:
    """Words that an underscore joins to one piece."""
    return tuple(word.replace("_", " ") for word in words(text))


_DRUG_ENDINGS = words(
    """
    cillin axone acin mycin statin lol pril sartan dipine prazole tinib zumab ximab caine
    methasone gliptin gliflozin azole vir ban line tine parin sone
    """
)
SUFFIXES = frozenset((*_DRUG_ENDINGS, "itis"))  # they join what is before them to one word

# Each field: pairs of what may come first and what may come after it.
PIECES: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "finance": (
        (
            _spaced(
                """
                net gross operating adjusted average annualized rolling marginal fixed variable
                nominal real implied expected unexpected deferred accrued prepaid unearned
                unrealized realized restricted current non-current long-term short-term
                off-balance-sheet consolidated recurring one-off diluted weighted static dynamic
                senior junior subordinated secured unsecured syndicated revolving floating-rate
                fixed-rate callable structured cash credit market currency interest_rate commodity
                equity debt asset liability capital funding liquidity counterparty sovereign
                leverage inventory receivables customer order supplier lease pension goodwill tax
                withholding value-added segment trade project treasury dividend portfolio
                benchmark hedge option forward settlement clearing brokerage underwriting loan
                deposit mortgage insurance claims reserve regulatory tier_two economic stress
                default recovery loss replacement working_capital break-even
                """
            ),
            _spaced(
                """
                ratio margin rate return yield spread premium discount exposure position limit
                buffer reserve allowance provision expense cost income profit gain loss assets
                liabilities capital equity value valuation multiple coverage turnover growth
                adjustment impairment amortization write-off reclassification consolidation
                elimination reconciliation statement ledger account covenant facility loan note
                bond swap option forward contract fund trust lease payable receivable base gap
                curve index model factor beta risk duration gearing conversion cycle days
                outstanding headroom budget forecast variance hedging pricing settlement custody
                collateral guarantee waterfall tranche
                """
            ),
        ),
    ),
    "medicine": (
        (
            words(
                """
                gastr hepat nephr neur cardi oste arthr derm cyst enter col bronch pneumon
                encephal mening pancreat prostat thyroid tonsill append cholecyst vascul phleb my
                rhin sinus ot kerat conjunctiv ur hyster lymph aden angi pleur pericard endocard
                laryng esophag
                """
            ),
            words("itis"),
        ),
        (
            _spaced(
                """
                acute chronic recurrent primary secondary congenital idiopathic severe mild
                bilateral alcoholic viral bacterial autoimmune diabetic metastatic benign
                malignant early-onset gestational hereditary postoperative obstructive restrictive
                ischemic hemorrhagic
                """
            ),
            _spaced(
                """
                hepatitis nephritis pneumonia bronchitis pancreatitis colitis arthritis dermatitis
                cystitis myocarditis encephalitis gastritis sinusitis heart_failure kidney_injury
                lung_disease stroke leukemia lymphoma carcinoma melanoma neuropathy retinopathy
                cardiomyopathy glomerulopathy fibrosis stenosis thrombosis embolism aneurysm
                sepsis edema ulcer abscess effusion insomnia migraine epilepsy dementia depression
                anxiety asthma hypertension hypotension hypothyroidism hyperthyroidism
                hyperkalemia hyponatremia thrombocytopenia leukopenia eosinophilia acidosis
                alkalosis uremia cirrhosis jaundice pruritus dysphagia dyspnea tachycardia
                bradycardia arrhythmia fracture dislocation scoliosis osteoporosis psoriasis
                eczema urticaria cellulitis
                """
            ),
        ),
        (
            _spaced(
                """
                urine plasma blood fasting morning arterial venous capillary salivary stool
                """
            ),
            _spaced(
                """
                albumin glucose lactate potassium sodium calcium bilirubin cortisol insulin
                amylase lipase troponin urea protein osmolality culture cytology antibody pH
                ketones gas
                """
            ),
        ),
        (
            _spaced(
                """
                carotid coronary renal hepatic cardiac pulmonary cerebral gastric thyroid breast
                lumbar femoral pelvic abdominal retinal bladder bowel bone_marrow lymph_node skin
                liver kidney aortic mitral peripheral intestinal spinal corneal uterine ovarian
                """
            ),
            _spaced(
                """
                biopsy angiography ultrasound stent bypass transplant resection puncture drainage
                catheter scan perfusion stenosis insufficiency failure infarction tumor cyst polyp
                hemorrhage dysfunction syndrome hyperplasia ablation replacement repair
                function_test nodule obstruction infection artery_disease lesion
                """
            ),
        ),
        (
            words(
                """
                amoxi ceftri levoflox azithro atorva rosuva meto biso enala perindo val lo irbe
                nife amlo ome lanso gefi ima osimer trastu beva rituxi pembro lido bupi dexa
                predni sita dapagli empagli acar vanco flucon vori acyclo oseltami apixa rivaroxa
                sertra fluoxe
                """
            ),
            _DRUG_ENDINGS,
        ),
        (
            _spaced(
                """
                progression-free event-free overall five-year median perioperative in-hospital
                adverse objective complete partial treatment drug vaccine pathogen neonatal infant
                crude dose-limiting intention-to-treat per-protocol placebo double-blind
                open-label
                """
            ),
            _spaced(
                """
                survival mortality incidence remission response relapse adherence prevalence
                toxicity resistance half-life clearance exposure population analysis trial arm
                endpoint event effect follow-up randomization washout
                """
            ),
        ),
        (
            _spaced(
                """
                irritable_bowel carpal_tunnel polycystic_ovary sleep_apnea restless_legs nephrotic
                respiratory_distress compartment withdrawal metabolic tumor_lysis cauda_equina
                chronic_fatigue fetal_alcohol serotonin post-concussion long_QT sick_sinus
                """
            ),
            words("syndrome disorder disease crisis score screening therapy"),
        ),
    ),
    "law": (
        (
            _spaced(
                """
                contractual statutory equitable implied express exclusive non-exclusive unilateral
                mutual joint several strict vicarious limited unlimited punitive liquidated
                nominal consequential interim permanent preliminary binding voidable void
                fraudulent negligent wrongful constructive beneficial corporate criminal civil
                administrative judicial secured unsecured perpetual irrevocable conditional
                anticipatory material fundamental
                """
            ),
            _spaced(
                """
                damages liability breach duty obligation remedy warranty indemnity injunction
                relief license assignment lien trust interest title possession misrepresentation
                contract covenant negligence termination dismissal review proceeding appeal
                offense responsibility waiver release consideration performance rescission
                guarantee
                """
            ),
        ),
        (
            _spaced(
                """
                confidentiality arbitration governing_law jurisdiction termination severability
                entire_agreement assignment non-compete non-disclosure indemnification exclusivity
                change-of-control cross-default most-favored-nation liquidated_damages notice
                survival set-off audit renewal escrow earn-out anti-bribery data_protection
                """
            ),
            words(
                """
                clause agreement provision undertaking covenant waiver obligation breach period
                """
            ),
        ),
        (
            _spaced(
                """
                trademark patent copyright trade_secret antitrust bankruptcy insolvency eviction
                discovery class derivative appellate small-claims probate custody divorce
                extradition personal_data consumer product environmental employment shareholder
                tort contract
                """
            ),
            _spaced(
                """
                infringement litigation action petition filing registration license dispute
                liability claim proceeding hearing order injunction settlement defense trustee
                exhaustion opposition protection
                """
            ),
        ),
        (
            words(
                """
                mens actus prima bona mala habeas ultra inter pro ex de amicus stare ratio obiter
                """
            ),
            words(
                """
                rea reus facie fide fides corpus vires vivos bono ante jure facto curiae decisis
                """
            ),
        ),
        (
            _spaced(
                """
                right duty standard burden breach doctrine principle presumption statute letter
                act writ motion notice waiver proof_of
                """
            ),
            _spaced(
                """
                of_care of_proof of_first_refusal of_good_faith of_innocence of_limitations
                of_intent of_contract of_trust of_equity of_privilege of_appeal of_default
                of_termination of_pre-emption of_rescission of_necessity of_God to_dismiss
                to_compel of_privity
                """
            ),
        ),
    ),
}

# Short terms that are not put together.
WHOLE = words(
    """
    accrual tranche haircut coupon maturity principal covenant escrow ledger debenture overdraft
    remittance arrears subsidy tariff excise surcharge writeback drawdown rollover bullet balloon
    seigniorage clawback vesting earnout waterfall syndication securitization novation refinancing
    collateralization rehypothecation netting bookrunner underwriter broker dealer custodian
    trustee depositary registrar receivership annuitant indexation disinflation monetization
    markup markdown breakeven solvency insolvency illiquidity slippage spoofing layering churning
    front-running repo forward swaption straddle strangle collar butterfly fixing settlement
    clearing allotment oversubscription moratorium forfaiting acceptance depletion revaluation
    restatement accretion undercapitalized subordinated apnea asthma angina anemia aneurysm
    arrhythmia ascites ataxia atrophy bradycardia bronchospasm cachexia cataract cellulitis
    cirrhosis coma concussion contusion cyanosis delirium dementia diabetes diarrhea dysphagia
    dyspnea dysuria eczema edema embolism emphysema encephalopathy epilepsy fibrosis fibromyalgia
    fistula gangrene glaucoma gout hematoma hematuria hemoptysis hemophilia hernia herpes
    hypothermia hypoxia ileus impetigo incontinence influenza insomnia ischemia jaundice leukemia
    lupus lymphoma malaria measles melanoma meningitis migraine mumps myopathy nausea necrosis
    neuralgia neuropathy neutropenia nystagmus osteoporosis palpitations pallor paralysis
    pertussis pneumonia pneumothorax polyp psoriasis rabies rash rosacea scabies sciatica
    scoliosis seizure sepsis shingles silicosis spasm stroke syncope tachycardia tetanus
    thrombosis tinnitus tremor tuberculosis ulcer urticaria vertigo vasculitis wheezing catheter
    stent suture scalpel ventilator defibrillator pacemaker dialysis intubation tracheotomy
    colonoscopy endoscopy mammography angiogram biopsy anesthesia sedation chemotherapy
    radiotherapy antibiotic analgesic antipyretic anticoagulant diuretic corticosteroid vaccine
    antibody antigen hemoglobin platelet creatinine bilirubin albumin ferritin troponin insulin
    cortisol pathogen affidavit subpoena deposition arraignment indictment acquittal conviction
    probation parole bail plea perjury libel slander defamation tort trespass nuisance negligence
    battery assault larceny burglary arson manslaughter bribery embezzlement extortion forgery
    fraud conspiracy aiding easement usufruct lien mortgage pledge hypothec foreclosure eviction
    leasehold freehold conveyance deed escheat probate intestacy bequest testator executor
    guardian custody alimony adoption annulment paternity jurisdiction venue pleading injunction
    mandamus certiorari rescission restitution indemnity surety guarantor bailment consideration
    offeree assignor assignee obligor obligee promisor licensor licensee franchisee lessor lessee
    bailiff plaintiff defendant appellant respondent claimant petitioner counterclaim cross-claim
    joinder standing mootness ripeness preemption waiver severance remand recusal arbitration
    mediation conciliation ratification accession statute ordinance bylaw decree edict treaty
    extradition asylum deportation citizenship trademark copyright patent infringement dilution
    royalties estoppel novelty obviousness confidentiality indemnification subrogation
    contribution
    """
)
